"""The rules by which documents are linked, from links.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.loaders.rules import Rules, read_rules


class LinkRules(Rules):
    """When one name is one thing, and how sure a mandate makes us."""

    local_labels: tuple[str, ...]
    local_prefixes: tuple[str, ...]
    not_local_prefixes: tuple[str, ...]
    local_names: tuple[str, ...]
    mandate_confidence: float
    mandate_text_confidence: float
    mandate_text_fields: int

    def is_local(self, label: str, name: str) -> bool:
        """Does this name mean something else in every place?"""
        prefixed = name.startswith(self.local_prefixes)
        return (
            label in self.local_labels
            or name in self.local_names
            or (prefixed and not name.startswith(self.not_local_prefixes))
        )


@cache
def link_rules() -> LinkRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("links.toml"), LinkRules)
