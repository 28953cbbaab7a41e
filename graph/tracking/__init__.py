"""What was promised beside what came of it: targets with their results, and a verdict on each."""
