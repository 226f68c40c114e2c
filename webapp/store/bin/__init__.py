"""Articles that were deleted and can come back."""
