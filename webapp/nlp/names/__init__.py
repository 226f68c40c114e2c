"""The names in one article, with what the gazetteer knows about each."""
