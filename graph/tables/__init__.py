"""Parts of a graph as tables, in memory and in files: made once, loaded by every store."""
