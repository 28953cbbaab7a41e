"""The directive `routes`: the addresses of the HTTP interface, from its OpenAPI document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from api.http import create_app
from graph.workspace import Workspace

_SHARED_BY = 8
"""A parameter of so many addresses is told once, at the head."""
_MARKUP = re.compile(r"([*|_\\])")
_MOST_EXAMPLE_LINES = 60
Said = Mapping[str, Any]
Method = tuple[str, str, Said]


class Routes(SphinxDirective):
    """Every address, by what it is about, and the bodies that are sent or come back."""

    def run(self) -> list[nodes.Node]:
        """The sections of the page."""
        document = create_app(Workspace.open(Path("nothing"))).openapi()
        text = "\n".join(_page(document))
        return self.parse_text_to_nodes(text, allow_section_headings=True)


def _page(document: Said) -> Iterator[str]:
    methods = [
        (method, path, said)
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    ]
    shared = _shared(methods)
    yield from _heading("Parameters that many share", "-")
    yield from _table(("parameter", "type", "what it says"), map(_parameter, shared.values()))
    by_tag: dict[str, list[Method]] = defaultdict(list)
    for each in methods:
        by_tag[each[2]["tags"][0]].append(each)
    for tag, some in by_tag.items():
        yield from _heading(tag.capitalize(), "-")
        for method, path, said in some:
            yield from _method(method, path, said, shared)
    yield from _heading("Bodies", "-")
    for name, schema in document["components"]["schemas"].items():
        yield from _body(name, schema)


def _shared(methods: Sequence[Method]) -> dict[str, Said]:
    """The parameters that many addresses have and say the same of, by name."""
    parameters = [each for _, _, said in methods for each in said.get("parameters", [])]
    told = {_words(each): each for each in parameters if each.get("description")}
    counted = Counter(map(_words, parameters))
    return {each["name"]: each for key, each in told.items() if counted[key] >= _SHARED_BY}


def _words(parameter: Said) -> tuple[str, str]:
    return parameter["name"], parameter.get("description", "")


def _method(method: str, path: str, said: Said, shared: Mapping[str, Said]) -> Iterator[str]:
    yield from _heading(f"{method.upper()} {path}", "~")
    yield f"**{_plain(said['summary'])}.** {_plain(said.get('description', ''))}"
    yield ""
    given = said.get("parameters", [])
    own = [each for each in given if not _is_shared(each, shared)]
    if own:
        yield from _table(("parameter", "type", "what it says"), map(_parameter, own))
    if names := [f"``{each['name']}``" for each in given if _is_shared(each, shared)]:
        yield from (f"{'Shared' if own else 'Parameters'}: {', '.join(names)}.", "")
    if body := said.get("requestBody"):
        kinds = (f"{_type(each['schema'])} (``{kind}``)" for kind, each in body["content"].items())
        yield from (f"Takes {', '.join(kinds)}.", "")
    yield from _answers(said["responses"])


def _is_shared(parameter: Said, shared: Mapping[str, Said]) -> bool:
    name, words = _words(parameter)
    return name in shared and _words(shared[name])[1] == words


def _answers(responses: Said) -> Iterator[str]:
    problems = [status for status in responses if int(status) >= 400]
    for status, answer in responses.items():
        if status in problems:
            continue
        content = answer.get("content", {})
        whole = content.get("application/json", {})
        kinds = [kind for kind in content if kind != "application/json"]
        schema = f": {_type(whole['schema'])}" if whole.get("schema") else ""
        forms = f"; also as {', '.join(f'``{kind}``' for kind in kinds)}" if kinds else ""
        yield from (
            f"Answers {status}{schema}{forms}. Problems: {', '.join(sorted(problems))}.",
            "",
        )
        if example := whole.get("example"):
            yield from _example(example)


def _example(example: object) -> Iterator[str]:
    lines = dumps(example, ensure_ascii=False, indent=2).splitlines()
    if len(lines) > _MOST_EXAMPLE_LINES:
        return
    yield from (".. code-block:: json", "", *(f"   {line}" for line in lines), "")


def _body(name: str, schema: Said) -> Iterator[str]:
    yield from _heading(name, "~")
    yield from (_plain(schema.get("description", "")), "")
    fields = schema.get("properties", {})
    rows = ((key, _type(each), _plain(each.get("description", ""))) for key, each in fields.items())
    if fields:
        yield from _table(("key", "type", "what it says"), rows)


def _parameter(parameter: Said) -> tuple[str, str, str]:
    schema = parameter["schema"]
    said = _plain(parameter.get("description", ""))
    default = schema.get("default")
    notes = [
        *(["has to be given"] if parameter.get("required") else []),
        *(["may be repeated"] if schema.get("type") == "array" else []),
        *([f"otherwise ``{dumps(default)}``"] if default not in (None, [], "") else []),
    ]
    return (
        parameter["name"],
        _type(schema.get("items", schema)),
        "; ".join(filter(None, (said, *notes))),
    )


def _type(schema: Said) -> str:
    """What a value is, in a few words."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        return f"`{name} <#{name.lower()}>`__"
    if choices := schema.get("enum"):
        return " or ".join(f"``{each}``" for each in choices)
    if several := schema.get("anyOf"):
        return " or ".join(dict.fromkeys(map(_type, several)))
    match schema.get("type"):
        case "array":
            return f"list of {_type(schema.get('items', {}))}"
        case "null":
            return "nothing"
        case None:
            return "anything"
        case kind:
            return str(kind)


def _plain(text: str) -> str:
    """A text as one line of reStructuredText that looks as it was written."""
    parts = re.split(r"(`[^`]+`)", " ".join(text.split()))
    return "".join(
        f"`{part}`" if part.startswith("`") else _MARKUP.sub(r"\\\1", part) for part in parts
    )


def _heading(text: str, underline: str) -> Iterator[str]:
    # A Chinese character is two columns wide.
    yield from ("", text, underline * 2 * len(text), "")


def _table(head: Sequence[str], rows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    yield from (".. list-table::", "   :header-rows: 1", "")
    for first, *rest in (tuple(head), *((f"``{name}``", *more) for name, *more in rows)):
        yield from (f"   * - {first}", *(f"     - {each}" for each in rest))
    yield ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directive known to Sphinx."""
    app.add_directive("routes", Routes)
    return {"parallel_read_safe": True}
