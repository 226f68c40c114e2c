"""Measures speed and memory, each a command, compared with something else in the same run."""
