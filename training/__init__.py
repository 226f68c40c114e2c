"""Fits the weights that the program ships, and judges rules and weights on articles that they were not fitted to."""
