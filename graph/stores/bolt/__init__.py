"""The store on a Neo4j server, spoken to over Bolt."""
