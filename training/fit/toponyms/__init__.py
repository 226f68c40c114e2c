"""Fits what finds the names of places."""
