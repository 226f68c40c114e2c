"""The base map: land, water, borders and names, cut into cells at several levels of detail."""
