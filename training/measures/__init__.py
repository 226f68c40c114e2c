"""What is counted in articles that people marked, and the figures that the counts give."""
