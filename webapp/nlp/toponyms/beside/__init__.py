"""What stands beside a candidate."""
