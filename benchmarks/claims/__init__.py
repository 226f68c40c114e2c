"""Fits and measures what finds claims."""
