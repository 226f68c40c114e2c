"""Copies of one story: found by the words that they share, and what a person said of them."""
