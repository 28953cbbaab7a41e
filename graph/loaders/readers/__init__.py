"""Readers: one module a file format, each from bytes to a text and the lines in it."""
