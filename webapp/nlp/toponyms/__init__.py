"""Which words are mentions of places: candidates, features, scorer, policies."""
