"""The commands of `lantu`, a module for each group of them."""
