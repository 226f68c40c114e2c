"""Places and their names, kept on the person's own machine."""
