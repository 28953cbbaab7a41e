"""Joins paragraphs that the end of a page broke, and drops a word repeated over the seam."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph.loaders.document import Remark
from graph.loaders.lines import Line, joined
from graph.loaders.structure.layout import Seam

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")

# So many characters at the end of a paragraph say whether it is complete.
_TAIL = 300


def mend(
    source: str,
    lines: Sequence[Line],
    begins: Callable[[Line], bool],
    complete: Callable[[Line], bool | None],
    rules: Seam,
) -> tuple[list[Line], list[Remark]]:
    """Lines joined to paragraphs, and a remark on each one that stays broken off.

    `begins` says whether a line can only be the beginning of something: a heading, an item;
    `complete` whether it is complete without a full stop, as a heading is and a bare number is not,
    or None where only its words can tell.
    """
    paragraphs: list[Line] = []
    remarks: list[Remark] = []
    pieces: list[Line] = []
    for line in lines:
        if _is_broken(pieces, complete, rules) or _resumes(pieces, line, complete, rules):
            if pieces[-1].text[-1] in rules.openers or not begins(line):
                pieces.extend(_after_seam(source, pieces[-1], line, rules))
                continue
            # The items of a list often end without a stop.
            if not begins(pieces[0]):
                remarks.append(_broken(pieces[-1]))
        if pieces:
            paragraphs.append(joined(pieces))
        pieces = [line]
    if pieces:
        paragraphs.append(joined(pieces))
        if _is_broken(pieces, complete, rules):
            remarks.append(_broken(pieces[-1]))
    return paragraphs, remarks


def _is_broken(
    pieces: Sequence[Line], complete: Callable[[Line], bool | None], rules: Seam
) -> bool:
    """Whether the pieces of a paragraph stop before its sentence does."""
    if not pieces:
        return False
    told = complete(pieces[0]) if len(pieces) == 1 else None
    if told is not None:
        return not told
    text = pieces[-1].text
    if re.search(rules.complete, text[-_TAIL:]):
        return False
    if text[-1] in rules.openers or text[-1] in rules.broken:
        return True
    if text.rstrip(rules.closers)[-1:] in rules.ends:
        return False
    return len(pieces) > 1 or len(text) >= rules.shortest or any(stop in text for stop in "。；")


def _resumes(
    pieces: Sequence[Line],
    line: Line,
    complete: Callable[[Line], bool | None],
    rules: Seam,
) -> bool:
    """Whether a line shows by itself that it is the rest of the sentence before it.

    It does where it repeats the end of what stands before it, or is marked as a heading but ends
    in a full stop.
    """
    if not pieces or complete(pieces[-1]):
        return False
    before = pieces[-1].text
    if before.rstrip(rules.closers)[-1:] in rules.ends:
        return False
    marked_in_error = line.mark > 0 and line.text[-1] in rules.ends
    return marked_in_error or _repeated(before, line.text, rules) >= rules.surest_repeat


def _broken(line: Line) -> Remark:
    tail = line.text[-12:]
    return Remark(
        f"This paragraph stops in the middle of a sentence: …{tail}", line.start, line.end
    )


def _after_seam(source: str, before: Line, after: Line, rules: Seam) -> list[Line]:
    """What follows a line over a seam: a space where words need one, and the rest of the words."""
    kept = after.part(_repeated(before.text, after.text, rules))
    if before.text[-1].isascii() and before.text[-1].isalpha() and kept.text[0].isascii():
        gap = range(before.end, kept.start)
        space = next((place for place in gap if source[place].isspace()), None)
        if space is not None:
            return [Line(source[space], range(space, space + 1)), kept]
    return [kept]


def _repeated(before: str, after: str, rules: Seam) -> int:
    """How many characters at the start of `after` repeat the end of `before`."""
    for length in range(min(rules.longest_repeat, len(before), len(after) - 1), 0, -1):
        stretch = after[:length]
        if before.endswith(stretch) and _HAN.fullmatch(stretch):
            return 0 if length == 1 and stretch in rules.twins else length
    return 0
