"""Commands for files: read articles in them without adding any to the map."""
