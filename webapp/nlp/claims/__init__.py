"""Who said what: quotations, reported speech, cues and manner."""
