"""The named queries: one a `.cypher` file, with its parameters and columns at its head."""
