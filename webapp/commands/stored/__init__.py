"""Commands for the articles on the map: add them, list, export and read them again."""
