"""Fits each file of weights that ships."""
