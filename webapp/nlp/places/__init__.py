"""Which place each mention refers to: groups of mentions, candidates, scoring, evidence."""
