"""Readers: one file type each, from bytes to a draft of the article."""
