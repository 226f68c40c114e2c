"""Measures speed and quality, each a command, side by side with what it is compared to."""
