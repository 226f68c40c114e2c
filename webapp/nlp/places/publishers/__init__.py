"""Where a publisher is at home, as an article's address shows."""
