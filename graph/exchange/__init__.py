"""The graph in other forms: networkx, py2neo, and files that other programs read."""
