"""Targets with their results: in the report on the target's year, or in those before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.tracking.alike import are_opposed, likeness
from graph.tracking.figures import Figure
from graph.tracking.judging import Verdict, asks_less, judged, leaves_open


@dataclass(frozen=True, slots=True)
class Tracked:
    """A target with what came of it: `result` is of the target's year, or before it of the last.

    `before` is the last result before the target's year, `why` names reasons in tracking.toml,
    `nearest` is what a report says that may be, or may not be, of the same.
    """

    target: Figure
    result: Figure | None
    before: Figure | None
    verdict: Verdict
    why: tuple[str, ...] = ()
    asks_less: bool = False
    nearest: Figure | None = None


@dataclass(slots=True)
class _Known:
    """All results, and the years on which a place has reported since."""

    by_subject: dict[tuple[str, str], list[Figure]] = field(default_factory=dict)
    by_year: dict[tuple[str, int], list[Figure]] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> _Known:
        known = cls()
        for each in figures:
            known.newest[each.place] = max(known.newest.get(each.place, 0), each.document_year)
            if each.status != "target" and each.number is not None:
                known.by_subject.setdefault(each.subject, []).append(each)
                known.by_year.setdefault((each.place, each.year), []).append(each)
        return known

    def candidates(self, target: Figure) -> list[Figure]:
        """The results of what a target is of: of its series if there are any, else by the name."""
        same = [
            each
            for each in self.by_subject.get(target.subject, ())
            if each.series == target.series or not are_opposed(each.name, target.name)
        ]
        own = [each for each in same if each.series == target.series]
        others = [each for each in same if each.series != target.series]
        return [*own, *others]

    def nearest(self, target: Figure, year: int) -> Figure | None:
        """The result of a year whose name is most like the target's, if one is like it.

        What is new in a year is told of beside nothing else: not beside what there is by then.
        """
        results = self.by_year.get((target.place, year), ())
        of_kind = target.measure, target.base_unit
        comparable = [each for each in results if (each.measure, each.base_unit) == of_kind]
        name = target.subject[1]
        best = max(comparable, key=lambda each: likeness(each.subject[1], name), default=None)
        return best if best and likeness(best.subject[1], name) >= _LIKE else None


# So much of two names has to be the same for one to be told of beside the other.
_LIKE = 0.75


def tracked(figures: Sequence[Figure]) -> Iterator[Tracked]:
    """Each target of some places with its result; these are all figures of these places."""
    known = _Known.of(figures)
    targets = [each for each in figures if each.status == "target" and each.year]
    for group in _one_each(targets):
        several = len({each.number for each in group}) > 1
        for target in group if several else group[:1]:
            yield _followed(target, known, several=several)


def _one_each(targets: Iterable[Figure]) -> Iterable[list[Figure]]:
    """The targets of a document for one thing and year; the same of later ones is left out."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    promised: set[tuple[object, ...]] = set()
    for each in sorted(targets, key=lambda each: (each.document_year, each.document)):
        about = (*each.subject, *each.kind, each.year)
        what = (*about, each.number, each.qualifier)
        if (*about, each.document) not in groups and what in promised:
            continue
        promised.add(what)
        groups.setdefault((*about, each.document), []).append(each)
    return groups.values()


def _followed(target: Figure, known: _Known, *, several: bool) -> Tracked:
    candidates = known.candidates(target)
    of_year = [each for each in candidates if each.year == target.year]
    earlier = [each for each in candidates if each.year < target.year]
    latest = max((each.year for each in earlier if each.kind == target.kind), default=0)
    before = _agreed([each for each in earlier if each.year == latest and each.kind == target.kind])
    eased = _is_eased(target, before)
    reported = known.newest.get(target.place, 0) > target.year
    if target.number is None:
        result = _agreed([each for each in of_year if each.kind == target.kind])
        return Tracked(target, result, before, "no_figure", ("no_number",))
    if several:
        return Tracked(target, None, before, "not_comparable", ("several_targets",))
    if of_year:
        verdict = _verdict(target, of_year, before, eased=eased)
    elif reported:
        verdict = _without_result(target, before, "not_said", known.nearest(target, target.year))
    elif before:
        why = ("not_yet", "eased") if eased else ("not_yet",)
        verdict = Tracked(target, before, before, "on_the_way", why, eased)
    elif latest:
        verdict = Tracked(target, None, None, "not_comparable", ("several_results",))
    elif earlier:
        last = max(each.year for each in earlier)
        verdict = _apart(target, [each for each in earlier if each.year == last])
    else:
        reviewed = min(target.document_year, target.year) - 1
        verdict = _without_result(target, None, "no_report", known.nearest(target, reviewed))
    return verdict


def _without_result(
    target: Figure, before: Figure | None, why: str, nearest: Figure | None
) -> Tracked:
    """A target of which nothing is said, with what is said of what may be the same."""
    eased = _is_eased(target, before)
    reasons = (why, "nearest") if nearest else (why,)
    return Tracked(target, None, before, "no_figure", reasons, eased, nearest)


def _is_eased(target: Figure, before: Figure | None) -> bool:
    return before is not None and target.number is not None and asks_less(target, before)


def _verdict(
    target: Figure, of_year: Sequence[Figure], before: Figure | None, *, eased: bool
) -> Tracked:
    same = [each for each in of_year if each.kind == target.kind]
    if not same:
        return _apart(target, of_year, before)
    result = _agreed(same)
    if result is None:
        return Tracked(target, None, before, "not_comparable", ("several_results",), eased)
    verdict = judged(target, result)
    why = [
        *(["too_near"] if verdict == "not_comparable" else []),
        *(["expected"] if result.status == "expected" else []),
        *(["eased"] if eased else []),
    ]
    return Tracked(target, result, before, verdict, tuple(why), eased)


def _apart(target: Figure, results: Sequence[Figure], before: Figure | None = None) -> Tracked:
    """A target beside a result of the same thing that is of another kind."""
    names: tuple[str, ...] = ("measure", "base_unit", "value_kind")
    result = min(results, key=lambda each: sum(_differs(each, target, name) for name in names))
    if result.value_kind == "share":
        # A share of a plan is of another measure and unit only because it is a share.
        names = ("value_kind",)
    differing = next(name for name in names if _differs(result, target, name))
    why = "unit" if differing == "base_unit" else differing
    return Tracked(target, result, before, "not_comparable", (why,))


def _differs(one: Figure, other: Figure, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _agreed(results: Sequence[Figure]) -> Figure | None:
    """The one result that documents give, a final one before an expected; None where they differ.

    What is of the target's own series comes first, and of several reports the first on the year.
    """
    if not results:
        return None
    own = [each for each in results if each.series == results[0].series]
    final = [each for each in own if each.status == "actual"] or own
    first = min(each.document_year for each in final)
    said = [each for each in final if each.document_year == first]
    return said[0] if len({each.number for each in said}) == 1 else _exact(said)


def _exact(results: Sequence[Figure]) -> Figure | None:
    """The one exact result, where the others only say between what it lies.

    产量保持在100万吨以上 says nothing else than 产量119.3万吨 beside it.
    """
    exact = [each for each in results if each.qualifier == "exact"]
    if len({each.number for each in exact}) != 1:
        return None
    return exact[0] if all(leaves_open(each, exact[0]) for each in results) else None
