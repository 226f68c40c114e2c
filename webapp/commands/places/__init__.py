"""Commands for the gazetteer: search it, import places into it."""
