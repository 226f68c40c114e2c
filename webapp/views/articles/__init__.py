"""Pages of articles: added, shown, edited, collected, read again, deleted."""
