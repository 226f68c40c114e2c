"""Notes and tags that people put on claims, places and speakers: what of the log is in force, kept to be asked."""
