"""A selection as a sentence, in the language of its question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.queries.catalogue import Language, find
from graph.queries.names import Resolved
from graph.queries.selection import Selection, Shape
from graph.questions.reading import Reading

_SHAPES: Mapping[Shape, tuple[str, str]] = {
    "list": ("", ""),
    "count": ("共有多少", "how many"),
    "places": ("按地方计数", "counted by place"),
    "most": ("最多的地方", "the places with the most"),
    "fewest": ("最少的地方", "the places with the fewest"),
    "top": ("最高的", "the highest"),
    "bottom": ("最低的", "the lowest"),
    "compare": ("从高到低", "from the highest"),
    "series": ("按年份", "by year"),
    "lower": ("后一年低于前一年的", "lower in the later year"),
    "higher": ("后一年高于前一年的", "higher in the later year"),
    "absent": ("没有提到的地方", "places that do not"),
}
_VALUES: Mapping[str, tuple[str, str]] = {
    "target": ("目标", "target"),
    "actual": ("完成", "actual"),
    "expected": ("预计", "expected"),
    "change": ("增长", "change"),
    "level": ("水平", "level"),
    "flow": ("流量", "flow"),
    "rank": ("位次", "rank"),
    "year": ("当年值", "value of the year"),
    "average": ("年均", "annual average"),
    "period": ("累计", "over several years"),
    "met": ("已完成的", "met"),
    "missed": ("没有完成的", "missed"),
    "on_the_way": ("进行中的", "under way"),
    "no_figure": ("没有结果的", "without a result"),
    "not_comparable": ("不能比较的", "not to be compared"),
    "province": ("各省", "provinces"),
    "Project": ("项目", "projects"),
    "Goal": ("目标", "goals"),
    "Measure": ("举措", "measures"),
    "Initiative": ("行动", "initiatives"),
    "planned": ("谋划中", "planned"),
    "to_start": ("将开工", "to start"),
    "under_way": ("在建", "under way"),
    "finished": ("已建成", "finished"),
    "in_operation": ("在运营", "in operation"),
    "Area": ("区域", "areas"),
    "Department": ("部门", "agencies"),
    "Organization": ("机构", "organisations"),
    "Indicator": ("指标", "indicators"),
    "company": ("企业", "companies"),
    "university": ("高校", "universities"),
    "hospital": ("医院", "hospitals"),
    "laboratory": ("科研机构", "laboratories and institutes"),
}


def sentence(
    selection: Selection,
    reading: Reading,
    instead_of: Selection | None = None,
    *,
    bare: bool = False,
) -> str:
    """What is answered, in words; `bare` without the lead and what was read otherwise."""
    chinese = reading.language == "zh"
    query = find(selection.query)
    title = query.title_in(reading.language)
    parts = [
        title if chinese else title[0].lower() + title[1:],
        *_parts(selection, reading),
    ]
    said = ("，" if chinese else ", ").join(parts)
    if bare:
        return said
    if instead_of:
        first = sentence(instead_of, reading, bare=True)
        said = f"没有{first}；改为{said}" if chinese else f"no {first}; instead {said}"
    notes = [*reading.notes]
    read_as = ("，".join(notes)) if notes else ""
    if chinese:
        return f"理解为：{said}{f'（{read_as}）' if read_as else ''}。"
    return f"Understood as: {said}{f' ({read_as})' if read_as else ''}."


def _parts(selection: Selection, reading: Reading) -> Iterator[str]:
    language = reading.language
    things = [each.name for each in selection.about.values() if isinstance(each, Resolved)]
    # Words beside a thing are its own names.
    words = [str(each).replace("|", "/").replace("&", " + ") for each in selection.about.values()]
    if names := things or words:
        yield ("、" if language == "zh" else " and ").join(names)
    conditions = [
        ("、" if language == "zh" else " or ").join(_value(name, each, language) for each in values)
        for name, values in selection.where.given()
        if name != "document"
    ]
    if selection.where.document:
        # Documents are said as the question says them.
        conditions += [piece.text for piece in reading.of("place") if not piece.values]
    if conditions:
        only = "限于" if language == "zh" else "in "
        yield only + ("，" if language == "zh" else ", ").join(conditions)
    if shape := _SHAPES[selection.shape][language == "en"]:
        yield shape


def _value(name: str, value: object, language: Language) -> str:
    if name == "year":
        return f"{value}年" if language == "zh" else str(value)
    if name == "due":
        return f"{value}年应建成" if language == "zh" else f"due {value}"
    known = _VALUES.get(str(value))
    return known[language == "en"] if known else str(value)


def by_model(reading: Reading) -> Reading:
    """The reading with the note that a language model, and no rule, has read the question."""
    note = "由语言模型理解" if reading.language == "zh" else "as a language model reads it"
    return replace(reading, notes=(*reading.notes, note))


def several(reading: Reading, candidates: Sequence[Mapping[str, object]]) -> str:
    """That a name stands for several things, and which."""
    shown = [f"{each['name']}（{each['document'] or each['kind']}）" for each in candidates[:5]]
    if reading.language == "zh":
        return f"这个名称可能指{len(candidates)}个事物：{'；'.join(shown)}。请说明是哪个地方的"
    return f"This name may mean {len(candidates)} things: {'; '.join(shown)}. Say of which place"


def found_in(reading: Reading) -> str:
    """What was recognised in a question."""
    kinds = ("place", "stranger", "name", "theme", "year")
    named = [piece.text for piece in reading.pieces if piece.kind in kinds]
    if reading.language == "zh":
        return f"问题里认出了{'、'.join(named)}" if named else "问题里没有认出图中的名称"
    return f"Found {', '.join(named)}" if named else "Found no name of the graph in the question"
