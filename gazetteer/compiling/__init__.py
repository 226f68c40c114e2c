"""Compiles the sources to the gazetteer's file."""
