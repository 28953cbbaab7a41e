"""The things of the graph as a network: what bridges goals, what belongs together, what hangs."""
