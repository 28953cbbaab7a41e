"""The address of a page, which holds all of its state, and the addresses that lead on from it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

Pairs = tuple[tuple[str, str], ...]
# What a change of anything else leaves behind: a list begins anew, a message was read.
_PASSING = ("row",)


@dataclass(frozen=True, slots=True)
class Address:
    """A path and the parameters after its question mark, in order."""

    path: str
    query: Pairs = ()

    def values(self, name: str) -> list[str]:
        """What a parameter says, which may be given several times."""
        return [value for key, value in self.query if key == name and value]

    def first(self, name: str) -> str:
        """What a parameter says first, empty where it is not given."""
        return next(iter(self.values(name)), "")

    def with_(self, **changes: object) -> str:
        """This page with some parameters changed, `None` for none; lists give several."""
        kept = [each for each in self.query if each[0] not in {*changes, *_PASSING}]
        return _written(self.path, [*kept, *_pairs(changes)])

    def toggled(self, name: str, value: str) -> str:
        """This page with one value of a parameter put in, or taken out where it is there."""
        values = self.values(name)
        others = [each for each in values if each != value]
        return self.with_(**{name: others if value in values else [*values, value]})

    def to(self, path: str, **query: object) -> str:
        """Another page, in the language that this one was asked for in."""
        return _written(path, [*_pairs(query), *_pairs({"lang": self.first("lang")})])

    def also(self, path: str) -> str:
        """Another page with the same parameters: what is shown here in another form."""
        return _written(path, [each for each in self.query if each[0] not in _PASSING])


def _pairs(query: dict[str, object]) -> list[tuple[str, str]]:
    pairs = []
    for name, value in query.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            if each not in (None, ""):
                pairs.append((name, str(each)))
    return pairs


def _written(path: str, query: list[tuple[str, str]]) -> str:
    asked = urlencode(query)
    return f"{quote(path)}?{asked}" if asked else quote(path)
