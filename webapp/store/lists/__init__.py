"""Articles in lists, and the collections and tags that a person puts them under."""
