"""Questions that can be answered, made of what was recognised in one that cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from graph.model import ENTITY_LABELS
from graph.queries.catalogue import Language
from graph.questions.anchors import kinds_of
from graph.questions.reading import Reading
from graph.stores.interface import Store

_MOST = 12
# By kind: what can be asked of a thing of that kind, in Chinese and English.
_OF_KIND: dict[str, tuple[tuple[str, str], ...]] = {
    "Goal": (
        ("哪些项目服务{0}", "which projects serve {0}"),
        ("谁负责{0}", "who answers for {0}"),
        ("{0}的指标有哪些", "which indicators measure {0}"),
    ),
    "Measure": (("哪些项目服务{0}", "which projects serve {0}"),),
    "Indicator": (("{0}的目标是多少", "what is the target for {0}"),),
    "Area": (("{0}有什么", "what is in {0}"), ("哪里提到{0}", "where is {0} mentioned")),
    "Project": (
        ("{0}支撑哪些目标", "which goals does {0} serve"),
        ("哪里提到{0}", "where is {0} mentioned"),
    ),
    "Initiative": (("{0}支撑哪些目标", "which goals does {0} serve"),),
    "Department": (("{0}有哪些指标", "what targets does {0} have"),),
    "Organization": (("{0}参与哪些项目", "which projects involve {0}"),),
}
_OF_PLACE = (
    ("{0}有哪些项目", "which projects are in {0}"),
    ("{0}有哪些指标", "which indicators does {0} have"),
)
_OF_THEME = (
    ("哪里提到{0}", "where is {0} mentioned"),
    ("哪些省提到{0}", "which provinces mention {0}"),
)
_SHOWN = ("Goal", "Indicator", "Area", "Project")


def suggestions(store: Store, reading: Reading) -> Iterator[str]:
    """Questions about what a question names, then about what is best known in the graph.

    They are made as they are taken: what is known is asked for where names do not give enough.
    """
    seen: set[str] = set()
    for each in chain(_of_names(reading), _of_graph(store, reading.language)):
        if each not in seen and len(seen) < _MOST:
            seen.add(each)
            yield each


def telling_apart(
    store: Store, reading: Reading, candidates: Sequence[Mapping[str, object]]
) -> list[str]:
    """The question once for each place whose documents have a thing of the name."""
    ids = [str(each["id"]) for each in candidates]
    labels = "|".join(ENTITY_LABELS)
    found = store.read(
        f"MATCH (n:{labels}), (d:Document) WHERE n.id IN $ids AND d.id = n.document "
        "AND d.place <> '' RETURN DISTINCT d.place ORDER BY d.place",
        {"ids": ids},
    )
    asked, at = reading.question.strip(), reading.language == "en"
    form = "{1} (in {0})" if at else "{0}：{1}"
    return [form.format(row[0], asked) for row in found.rows][:_MOST]


def _of_names(reading: Reading) -> Iterator[str]:
    at = reading.language == "en"
    for piece in reading.pieces:
        if piece.kind == "name":
            kinds = [kind for kind in _OF_KIND if kind in kinds_of(piece)]
            for kind in kinds:
                yield from (each[at].format(piece.text) for each in _OF_KIND[kind])
        elif piece.kind == "place":
            yield from (each[at].format(piece.text) for each in _OF_PLACE)
        elif piece.kind == "theme":
            yield from (each[at].format(piece.text) for each in _OF_THEME)


def _of_graph(store: Store, language: Language) -> Iterator[str]:
    """A question of each sort, about what is known in both languages and best connected."""
    at = language == "en"
    for kind in _SHOWN:
        found = store.read(
            f"MATCH (n:{kind})-[r]-() WITH n, count(r) AS degree RETURN n.name, n.name_en "
            "ORDER BY CASE WHEN n.name_en = '' THEN 1 ELSE 0 END, degree DESC, n.id LIMIT 1"
        )
        for name, english in found.rows:
            shown = str(english if english and at else name)
            yield from (each[at].format(shown) for each in _OF_KIND[kind])
