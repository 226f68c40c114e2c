"""The tables in ``gazetteer/data/derived``: points of divisions, waters and airports."""
