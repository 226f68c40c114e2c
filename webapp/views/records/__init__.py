"""Pages of what is on record: about a place, by a speaker, and two of them compared."""
