"""Makes the models and word clusters that ship with Lantu, from gold and from reports."""
