"""The names in one article, with what the gazetteer knows of each."""
