"""How far a document says that a project is: planned, to start, under way, finished, in use."""
