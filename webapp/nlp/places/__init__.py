"""Which place each mention stands for: groups of mentions, candidates, scoring, evidence."""
