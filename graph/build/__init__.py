"""From a collection to a graph (`assemble.py`): each record a part, then the links between them.

What is built is derived: the same collection gives the same graph.
"""
