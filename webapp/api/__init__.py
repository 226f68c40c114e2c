"""The same things that people see, as JSON."""
