"""Which thing in the world a name is: decided by the name, its kind and who says it."""
