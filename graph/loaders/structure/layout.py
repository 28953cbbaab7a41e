"""The rules of layout in rules/structure.toml: their schema, and their patterns made ready."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from graph.loaders.rules import Rules, load_rules


def _compilable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


def _alternatives(patterns: object) -> object:
    """One pattern of several; anything but a list is left to the schema to refuse."""
    if not isinstance(patterns, list):
        return patterns
    return "|".join(f"(?:{pattern})" for pattern in patterns)


Pattern = Annotated[str, AfterValidator(_compilable)]
# Written as a list of patterns, any of which may fit.
AnyOf = Annotated[str, BeforeValidator(_alternatives), AfterValidator(_compilable)]


class Furniture(Rules):
    """What stands on a web page around the document."""

    words: frozenset[str]
    patterns: AnyOf
    label: Pattern
    metadata: Pattern
    contents: Pattern
    dated: Pattern
    before: AnyOf
    after: AnyOf
    opening: Pattern
    head_lines: int = Field(gt=0)
    longest_in_head: int = Field(gt=0)


class PlaceLevel(Rules):
    """An ending of a place's name and the level of government it tells."""

    ending: Pattern
    level: Literal["province", "city", "county", ""]
    keep: bool = False


class Places(Rules):
    """How the names of places are found in titles, and what level of government they tell."""

    behind: Pattern
    quoted: Pattern
    bodies: Pattern
    ending: Pattern
    none: Pattern
    surest: int
    sure: Pattern
    zone: Pattern
    followed: Pattern
    inner: frozenset[str]
    behind_everyday: Pattern
    behind_short: Pattern
    levels: tuple[PlaceLevel, ...]


class Untitled(Rules):
    """What a report without a title is called where its opening words fit."""

    opening: Pattern
    title: str


class Front(Rules):
    """Title, occasion and place, as the head of a document says them."""

    title: Pattern
    no_title: Pattern
    labelled_title: Pattern
    in_force: Pattern
    month_alone: Pattern
    longest_title: int
    continued: Pattern
    around_title: Pattern
    part_of_year: Pattern
    occasion: Pattern
    speaker: Pattern
    office: Pattern
    day_alone: Pattern
    nation: Pattern
    report: Pattern
    review: Pattern
    norm: Pattern
    plan: Pattern
    untitled: tuple[Untitled, ...]
    places: Places


class Style(Rules):
    """A style of numbering.

    `run_in` is the longest heading with its text in the same paragraph, `longest` the longest on a
    line of its own, which may end in a full stop or not.
    """

    name: str
    pattern: Pattern
    run_in: int
    longest: int
    stop: bool


class Numbering(Rules):
    """What a heading looks like."""

    styles: tuple[Style, ...]
    longest_title: int
    unnumbered: Pattern
    inline_start: Pattern
    inline: Pattern
    inline_inner: Pattern
    first_inline: Pattern
    next_inline: Pattern
    appendix: Pattern
    term: Pattern
    closing: Pattern


class ParagraphPeriod(Rules):
    """Opening words that move to this year's plan, the next years', the past or a named plan."""

    pattern: Pattern
    period: Literal["now", "next", "past", "named"]


class RelativeYear(Rules):
    """Words for a year so many years after this one, or after the one that is planned for."""

    pattern: Pattern
    years: int


class Period(Rules):
    """What says that a part reviews or plans, and which year."""

    review: Pattern
    plan: Pattern
    ahead: Pattern
    five_year: Pattern
    explicit: Pattern
    beyond: Pattern
    reported: Pattern
    spoken: tuple[RelativeYear, ...]
    relative: tuple[RelativeYear, ...]
    paragraph: tuple[ParagraphPeriod, ...]


class Seam(Rules):
    """Where a paragraph was broken by the end of a page or a line."""

    ends: str
    closers: str
    openers: str
    shortest: int
    broken: str
    complete: Pattern
    longest_repeat: int
    surest_repeat: int
    twins: str


class Headline(Rules):
    """A line without number or stop that heads what follows it; lengths in characters."""

    shortest: int
    longest: int
    longest_clause: int
    most_uneven: int
    never: Pattern


class Lead(Rules):
    """What the words that head a paragraph look like."""

    longest: int
    longest_alone: int
    shortest_headed: int
    longest_bold: int
    longest_task: int
    shortest_task: int
    before_tasks: int
    shortest: int
    introduction: AnyOf
    box: Pattern
    item: AnyOf
    bullet: Pattern
    never: AnyOf
    nowhere: AnyOf
    never_task: AnyOf
    salutation: Pattern


class Layout(Rules):
    """All rules of layout."""

    furniture: Furniture
    front: Front
    numbering: Numbering
    period: Period
    seam: Seam
    headline: Headline
    lead: Lead

    @cached_property
    def styles(self) -> tuple[tuple[Style, re.Pattern[str]], ...]:
        """The styles of numbering with their patterns compiled, from the outermost in."""
        return tuple((style, re.compile(style.pattern)) for style in self.numbering.styles)


def layout() -> Layout:
    """The rules that ship with Lantu. Raises RuleError where they do not fit their schema."""
    return load_rules("structure", Layout)
