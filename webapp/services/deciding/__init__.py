"""What the desk and the panels ask, and decisions in words and as lines."""
