"""The embedded store: a Ladybug graph file, and the processes that run users' statements."""
