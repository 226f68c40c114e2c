"""Places as the map asks for them: totals and cells that are kept, views, and one place's pop-up."""
