"""Pages of the gazetteer: its places, and a person's own."""
