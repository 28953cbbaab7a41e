"""Figures, and the indicators they are values of."""
