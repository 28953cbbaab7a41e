"""What makes values of several documents a series: one spelling, one kind of value, one unit."""
