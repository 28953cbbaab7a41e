"""The named things of a document: recognized by models, completed and joined by rules."""
