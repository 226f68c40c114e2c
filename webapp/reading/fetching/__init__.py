"""Pages fetched from public addresses, where the operator allows it."""
