"""Points set by hand: replaced by a source's where there is one, and audited."""
