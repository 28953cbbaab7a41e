"""Which plans, laws and programmes a document cites, and which of them the collection holds."""
