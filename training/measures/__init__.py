"""What is counted in articles that people marked, and the figures computed from the counts."""
