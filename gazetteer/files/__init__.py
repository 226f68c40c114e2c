"""The gazetteer's files: their tables and version, which of them are open, and their rows as places."""
