"""What stands in what relation to what."""
