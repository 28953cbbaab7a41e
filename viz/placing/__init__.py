"""Where nodes are drawn: the same for the same picture, and never elsewhere than before."""

from viz.placing.places import places_of

__all__ = ["places_of"]
