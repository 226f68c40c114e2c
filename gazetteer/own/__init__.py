"""A person's own places: kept in a file of their own, ahead of all others, through every rebuild."""
