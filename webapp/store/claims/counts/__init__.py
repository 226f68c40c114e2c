"""How many claims there are of each value of a filter, and by time."""
