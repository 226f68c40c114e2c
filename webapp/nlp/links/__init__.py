"""What each place is to a claim: roles, origins, and the places that words point back to."""
