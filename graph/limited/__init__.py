"""Reading and extraction in a process of their own, which a hostile file can bring down alone."""
