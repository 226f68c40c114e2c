"""Speakers across all articles: groups that are kept, what a person decided, and who may be the same."""
