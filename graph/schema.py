"""What a kind of node or relationship, and a property of it, is declared by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["string", "int", "float", "strings"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a node label or a relationship type."""

    name: str
    type: PropertyType
    meaning: str


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """A kind of node. `title` is its Chinese name; a `fact` is found in a text, not its frame.

    A property that several labels have is of one type in all of them: Ladybug casts the values of
    one of them, without a word, where a pattern spans labels that differ.
    """

    name: str
    title: str
    meaning: str
    properties: tuple[Property, ...]
    fact: bool = True


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A kind of relationship and the pairs of labels it may join.

    A `claim` says something about the world and carries the evidence for it.
    """

    name: str
    title: str
    meaning: str
    ends: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...]
    claim: bool = True
