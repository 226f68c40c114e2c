"""Fits which place a name is."""
