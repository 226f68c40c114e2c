"""Texts made for the fit: corpora with other names in them, and sentences of our own."""
