"""Places held as arrays of this process."""
