"""Scores facts in reports that neither the tagger nor the judge was trained on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import DocumentError
from graph.evaluation import Evaluation, GoldSection, compare
from graph.loaders.facts import Fact, to_json
from graph.loaders.indicators.indicators import find_indicators
from graph.loaders.names.named import find_named
from graph.loaders.names.recognition import Models
from graph.loaders.relations.developed_areas import with_developed_areas
from graph.loaders.relations.inside_names import with_inside_names
from graph.loaders.relations.relations import find_relations
from graph.scoring import Line
from graph.training.alignment import GoldReport, read_reports
from graph.training.crossfit import CrossFit, Fold, split

Found = tuple[GoldSection, Sequence[Line]]


def left_out(sections: Sequence[GoldSection], count: int) -> Iterator[tuple[str, Evaluation]]:
    """Split the reports into so many folds and leave out each in turn; then all folds together.

    Each part comes as the names of its reports and their score. Raises DocumentError where a report
    cannot be read or there are too few to leave one out.
    """
    everything: list[Found] = []
    for fold, found in found_left_out(sections, count):
        everything += found
        yield ", ".join(report.path.stem for report in fold), compare(found)
    yield "all", compare(everything)


def found_left_out(
    sections: Sequence[GoldSection], count: int
) -> Iterator[tuple[Fold, Sequence[Found]]]:
    """Each of so many folds of the reports with what is found in it by models without it.

    Raises DocumentError where a report cannot be read or there are too few to leave one out.
    """
    reports = read_reports(sections)
    if not 3 <= count <= len(reports):
        raise DocumentError(
            f"{len(reports)} reports can be left out in 3 to {len(reports)} folds, not in {count}."
        )
    folds = split(reports, count)
    with TemporaryDirectory() as kept:
        fit = CrossFit(folds, Path(kept))
        for position, fold in enumerate(folds):
            yield fold, _found(fold, sections, fit.models(position))


def left_out_reports(
    sections: Sequence[GoldSection], names: Sequence[str], count: int
) -> Iterator[tuple[str, Evaluation]]:
    """Leave out the reports of these names and train on all others, cross-fitted in folds.

    Raises DocumentError where a report cannot be read or none has such a name.
    """
    reports = read_reports(sections)
    fold = [report for report in reports if report.path.name in names]
    if not fold:
        raise DocumentError(f"No section of the gold is of {', '.join(names)}.")
    others = [report for report in reports if report not in fold]
    with TemporaryDirectory() as kept:
        fit = CrossFit([fold, *split(others, count)], Path(kept))
        found = _found(fold, sections, fit.models(0))
    yield ", ".join(report.path.stem for report in fold), compare(found)


def _found(fold: Fold, sections: Sequence[GoldSection], models: Models) -> list[Found]:
    return [found for report in fold for found in _found_in(report, sections, models)]


def _found_in(
    report: GoldReport, sections: Sequence[GoldSection], models: Models
) -> Iterator[Found]:
    document = report.document
    named = with_developed_areas(document, find_named(document, models))
    entities = with_inside_names(document, named)
    indicators = find_indicators(document)
    relations = find_relations(document, entities, indicators)
    found: list[Fact] = [*entities, *indicators, *relations]
    facts = [to_json(fact, document) for fact in found]
    yield from ((section, facts) for section in sections if section.report == report.path)
