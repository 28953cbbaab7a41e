"""Which things may be one: pairs for people to judge, and what they decided."""
