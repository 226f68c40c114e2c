"""The log of decisions, and the articles that it is laid over."""
