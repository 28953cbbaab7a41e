"""The routes of the HTTP interface, one module a subject."""

PREFIX = "/api/v1"
"""What the addresses of the interface begin with."""
