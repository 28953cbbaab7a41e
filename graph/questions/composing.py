"""From the pieces of a question to what it asks for: a selection that uses them all.

Each rule looks for a combination of kinds of pieces, whatever their words, and takes the pieces
that it uses. What no rule fits, or what is left over when one did, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.queries.selection import Selection
from graph.questions.composer import Composer, Found
from graph.questions.reading import Reading
from graph.questions.rules import (
    agencies,
    aligning,
    citing,
    counting,
    figures,
    gaps,
    single,
    stages,
    texts,
    things,
    tracking,
)
from graph.stores.interface import Store

_RULES: Sequence[Callable[[Composer], Found]] = (
    single.path,
    citing.citing,
    aligning.aligning,
    figures.changed,
    tracking.tracking,
    gaps.without,
    counting.most,
    figures.figures,
    figures.figures_of,
    figures.figures_in_words,
    texts.mentions,
    agencies.agencies,
    stages.stages,
    things.things,
    single.about,
)


def compose(store: Store, reading: Reading) -> list[Selection]:
    """What a question asks for, and what may be answered instead where that has no rows.

    Raises Refused, and AmbiguousName where a name stands for several things.
    """
    composer = Composer(store, reading)
    for rule in _RULES:
        found = rule(composer)
        if found:
            composer.check_all_is_used()
            return found
    raise composer.unfit()
