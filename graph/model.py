"""The graph model, declared once: node labels, relationship types and their properties.

The stores' tables, constraints and indexes, the API's schemas, the exports and docs/model.md are
derived from what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.schema import NodeLabel, Property, PropertyType, RelationshipType


def _properties(*lines: tuple[str, PropertyType, str]) -> tuple[Property, ...]:
    return tuple(Property(*line) for line in lines)


_NAMED = _properties(
    ("id", "string", "stable id: the same on every machine and in every store"),
    ("name", "string", "name in the words of the source"),
    ("name_en", "string", "English name, from the glossary"),
    ("aliases", "strings", "other names, in any language"),
    (
        "search",
        "string",
        "all names and aliases, of a document those of its place too, folded for comparison, "
        "one a line",
    ),
    ("document", "string", "id of the document it stands in; empty for what no document owns"),
)
_ENTITY = _NAMED + _properties(
    (
        "thing",
        "string",
        "id of the thing in the world that it is: nodes of several documents that have it are one",
    ),
    ("thing_by_rule", "string", "the same before people decided"),
    (
        "former",
        "string",
        "ids, one a line, that led to it while its document was read by other rules",
    ),
)
_PLACE_IN_TEXT = _properties(
    ("position", "int", "place in the document's order, from 0"),
    ("start", "int", "first character in the source text"),
    ("end", "int", "one past the last character in the source text"),
)
_CLAIM = _properties(
    ("basis", "string", "stated, structural or inferred"),
    ("confidence", "float", "between 0 and 1"),
    ("rule", "string", "name of the rule that found it"),
    ("quote", "string", "the words that show it"),
    ("passage", "string", "id of the passage they stand in; empty for an inferred claim"),
    ("document", "string", "id of the document; of the later one for a link between two"),
    ("start", "int", "first character of the quote in the source text"),
    ("end", "int", "one past its last character"),
)

FORM = 2
"""What ids are like: those of 1 had 48 bits. A graph of another form has to be built again."""

_LABELS = (
    NodeLabel(
        "Document",
        "文件",
        "a planning document",
        _NAMED
        + _properties(
            ("place", "string", "the city, province or nation that reports"),
            ("level", "string", "nation, province, city or county"),
            ("year", "int", "the year it plans for; 0 where it does not say"),
            ("date", "string", "the day it was given, YYYY-MM-DD; empty where it does not say"),
            ("file", "string", "name of the file it came as"),
            ("sha256", "string", "digest of that file"),
            ("characters", "int", "length of its text"),
            ("remarks", "strings", "what could not be read with confidence, and where"),
        ),
        fact=False,
    ),
    NodeLabel(
        "Section",
        "章节",
        "a headed part of a document",
        _NAMED
        + _PLACE_IN_TEXT
        + _properties(
            ("depth", "int", "depth of its heading, from 1; 0 for what stands before the first"),
            ("numbering", "string", "numbering as written, such as 一、 or （八）"),
            ("part", "string", "review, plan or other"),
            ("year", "int", "the year it is about; 0 where it is about none"),
        ),
        fact=False,
    ),
    NodeLabel(
        "Passage",
        "段落",
        "a paragraph, joined over page breaks",
        _NAMED + _PLACE_IN_TEXT + _properties(("text", "string", "its words, without markup")),
        fact=False,
    ),
    NodeLabel("Goal", "目标", "a named objective, strategy or direction", _ENTITY),
    NodeLabel("Measure", "举措", "a task under a goal: the bold lead of a paragraph", _ENTITY),
    NodeLabel(
        "Project",
        "项目",
        "one named thing that is built, installed or expanded",
        _ENTITY
        + _properties(
            (
                "stage",
                "string",
                "how far the document says it is: planned, to_start, under_way, finished or "
                "in_operation; empty where it does not say",
            ),
            ("due", "int", "the year by which it is to be finished; 0 where that is not said"),
            ("stage_quote", "string", "the words that say how far it is"),
            ("stage_passage", "string", "id of the passage they stand in"),
            ("stage_start", "int", "first character of these words in the source text"),
            ("stage_end", "int", "one past their last character"),
        ),
    ),
    NodeLabel("Initiative", "行动", "a named action, programme, policy, pilot or event", _ENTITY),
    NodeLabel(
        "Area",
        "区域",
        "a named place or zone",
        _ENTITY
        + _properties(
            (
                "path",
                "string",
                "where it lies, from the province down to itself: 山东省/济南市/高新区",
            ),
        ),
    ),
    NodeLabel(
        "Department",
        "部门",
        "a government body",
        _ENTITY + _properties(("mandate", "strings", "the fields it answers for")),
    ),
    NodeLabel(
        "Organization",
        "机构",
        "any other body",
        _ENTITY
        + _properties(
            ("kind", "string", "company, university, hospital, laboratory or other"),
        ),
    ),
    NodeLabel(
        "Indicator",
        "指标",
        "a quantity that reports or sets performance",
        _ENTITY
        + _properties(
            ("canonical", "string", "the name that its spellings share: 地区生产总值 for GDP"),
        ),
    ),
    NodeLabel(
        "Observation",
        "数值",
        "one value of an indicator",
        _NAMED
        + _properties(
            (
                "value",
                "string",
                "as written, without the unit; empty for a target without a number",
            ),
            ("number", "float", "the value in its base unit"),
            ("upper", "float", "upper end of a range, in the base unit"),
            ("unit", "string", "as written"),
            (
                "base_unit",
                "string",
                "what values of its kind are compared in: 元 for 亿元, 吨 for 亿斤, 个 for 家",
            ),
            ("year", "int", "the year the value is about"),
            ("status", "string", "actual, expected or target"),
            ("qualifier", "string", "exact, approx, at_least, at_most or range"),
            ("measure", "string", "level, flow, change or rank"),
            ("direction", "string", "up or down, for a change"),
            (
                "nature",
                "string",
                "of a target: anticipatory (预期性) or binding (约束性); empty where not said",
            ),
            (
                "value_kind",
                "string",
                "what the number is the value of: year; baseline (where it came from); difference "
                "(to another place or time); average (of several years, 年均); period (what "
                "several years add up to); part (of a year); share (of a plan)",
            ),
            (
                "series",
                "string",
                "id of the series it belongs to: of one place, canonical indicator, measure, kind "
                "of value and base unit",
            ),
        ),
    ),
)
NODE_LABELS: Mapping[str, NodeLabel] = {label.name: label for label in _LABELS}
FACT_LABELS: tuple[str, ...] = tuple(label.name for label in _LABELS if label.fact)
# What a name may stand for when somebody asks about it.
ENTITY_LABELS = (
    "Goal",
    "Measure",
    "Project",
    "Initiative",
    "Area",
    "Department",
    "Organization",
    "Indicator",
)


def _pairs(sources: str, targets: str) -> tuple[tuple[str, str], ...]:
    return tuple((source, target) for source in sources.split() for target in targets.split())


FIELDS_JOINT = "、"
"""Between the fields of a mandate in the property `fields`, since relationships hold no lists."""

_RELATIONSHIPS = (
    RelationshipType(
        "SUPPORTS",
        "支撑",
        "serves that objective",
        _pairs("Project Initiative Measure Goal", "Goal Measure"),
        _CLAIM,
    ),
    RelationshipType(
        "LOCATED_IN",
        "位于",
        "is there, or inside it",
        _pairs("Project Organization Department Initiative Area", "Area"),
        _CLAIM,
    ),
    RelationshipType(
        "MEASURED_BY",
        "衡量指标",
        "its progress is judged by",
        _pairs("Goal Measure Project Initiative", "Indicator"),
        _CLAIM,
    ),
    RelationshipType("OBSERVED", "取值", "one value", _pairs("Indicator", "Observation"), _CLAIM),
    RelationshipType(
        "INVOLVES",
        "参与方",
        "builds, owns, runs or partners in it",
        _pairs("Project Initiative", "Organization Department"),
        _CLAIM,
    ),
    RelationshipType(
        "RESPONSIBLE_FOR",
        "负责",
        "answers for it",
        _pairs("Department Organization", "Measure Project Goal"),
        (
            *_CLAIM,
            Property("role", "string", "lead or support; empty where it is not said"),
            Property(
                "fields",
                "string",
                "where it is inferred: the fields of its mandate that are named, with 、 between",
            ),
        ),
    ),
    RelationshipType(
        "PART_OF",
        "属于",
        "stands in",
        (("Passage", "Section"), ("Section", "Section"), ("Section", "Document")),
        (),
        claim=False,
    ),
    RelationshipType(
        "EVIDENCED_BY",
        "出处",
        "where it is said",
        tuple((name, "Passage") for name in FACT_LABELS),
        _properties(
            ("quote", "string", "the words that show it"),
            ("document", "string", "id of the document"),
            ("start", "int", "first character of the quote in the source text"),
            ("end", "int", "one past its last character"),
        ),
        claim=False,
    ),
    RelationshipType(
        "COMPONENT_OF",
        "组成部分",
        "is a phase, loop, block or branch of the other, by its name",
        (("Project", "Project"), ("Area", "Area")),
        _CLAIM,
    ),
    RelationshipType(
        "CITES",
        "引用",
        "names that plan, law or programme, or that document where the collection holds it",
        _pairs("Document", "Document Initiative"),
        (
            *_CLAIM,
            Property("manner", "string", "follows (落实, 根据), makes (编制, 出台) or mentions it"),
        ),
    ),
    RelationshipType(
        "ALIGNED_WITH",
        "对接",
        "takes up the same programme as a goal of a higher level",
        _pairs("Goal Initiative Measure", "Goal Initiative Measure"),
        (
            *_CLAIM,
            Property("programme", "string", "the programme that both speak of"),
            Property("other_passage", "string", "id of the passage of the higher level"),
            Property("decided_by", "string", "rule or person"),
        ),
    ),
)
RELATIONSHIP_TYPES: Mapping[str, RelationshipType] = {kind.name: kind for kind in _RELATIONSHIPS}
# Those of each label and each type, which have no name in common.
PROPERTIES: Mapping[str, tuple[Property, ...]] = {
    kind.name: kind.properties for kind in (*_LABELS, *_RELATIONSHIPS)
}
