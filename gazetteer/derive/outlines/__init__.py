"""The outlines of countries and their divisions."""
