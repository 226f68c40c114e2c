"""Why a place was chosen: what each argument was worth, and what would have changed the choice."""
