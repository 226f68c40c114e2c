"""What is derived from: the source packages' geometries, GeoNames' settlements and divisions, and our outlines."""
