"""Readers of the gazetteer's sources, one module each; all yield the same records."""
