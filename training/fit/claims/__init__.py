"""Fits what finds claims, their speakers and the places they are about."""
