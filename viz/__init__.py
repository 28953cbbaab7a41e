"""What is looked at: PyVis views and the explorer."""
