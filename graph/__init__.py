"""The knowledge graph: its model, the collection, the stores and the questions asked of them."""
