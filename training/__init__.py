"""Fits the weights that the program ships, and evaluates rules and weights on articles that they were not fitted to."""
