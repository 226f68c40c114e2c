"""Fits and measures how places are recognised and resolved."""
