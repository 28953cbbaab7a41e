"""COUNT { … }, in which Ladybug loses what has no match.

Its planner joins the counts to the rows of the variable that they are counted for, and drops these
rows where no property of that variable is read: `MATCH (g:Goal) WHERE COUNT { (g)-->() } = 0
RETURN count(*)` finds none. So a property is read beside each.
"""

from __future__ import annotations

from graph.stores.statements.clauses import closing
from graph.stores.statements.given import Given


def counting(given: Given, index: int) -> None:
    """Read the id of each variable that stands both in a COUNT { … } and before it."""
    if given.tokens[index].upper != "COUNT" or not given.near(index + 1, "{"):
        return
    last = closing(given.tokens, index + 1)
    names = sorted(_nodes(given, index + 2, last) & _names_before(given, index))
    if names:
        unknown = " OR ".join(f"{name}.id IS NULL" for name in names)
        given.before(index, f"CASE WHEN {unknown} THEN 0 ELSE ")
        given.after(last, " END")


def _nodes(given: Given, first: int, end: int) -> set[str]:
    return {
        given.tokens[at].text
        for at in range(first, end)
        if given.near(at - 1, "(")
        and given.near(at + 1, ")", ":", "{")
        and given.tokens[at].kind in ("word", "quoted")
    }


def _names_before(given: Given, end: int) -> set[str]:
    return {
        token.text
        for at, token in enumerate(given.tokens[:end])
        if token.kind in ("word", "quoted") and not given.near(at - 1, ".", ":", "|")
    }
