"""The kinds of things between which documents claim relations, and the lists of all of a kind."""

from __future__ import annotations

SERVED = ("Goal", "Measure")
SERVING = ("Project", "Initiative", "Measure", "Goal")
AGENCIES = ("Department", "Organization")
ALL_OF = {
    "Project": "projects",
    "Goal": "goals",
    "Measure": "measures",
    "Initiative": "initiatives",
    "Area": "areas",
    "Department": "agencies",
    "Organization": "organizations",
}
