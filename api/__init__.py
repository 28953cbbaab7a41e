"""The ways in: HTTP, command line, MCP. Thin: all they do stands on `graph`."""
