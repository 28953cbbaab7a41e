"""Statements as text: lexed, translated between the engines, and refused unless they only read."""
