"""Areas inside other names: 莱芜区 in 莱芜区雅鹿山中学, 雄安 for 雄安新区."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.loaders.mentions import Mention
from graph.loaders.relation_rules import any_of, relation_rules


def areas_in_name(thing: Mention, areas: Sequence[Mention]) -> list[Mention]:
    """The areas that a thing's name says it is in, without those inside a longer one.

    Left out are areas that the thing only joins (西宁至成都铁路, 与长三角对接合作) or is the
    building up of (齐鲁软件园扩容升级).
    """
    held: dict[str, Mention] = {}
    for area in areas:
        if _places(area.entity.name, thing):
            held.setdefault(area.entity.name, area)
    return [
        area
        for name, area in held.items()
        if not any(name != other and name in other for other in held)
    ]


def _places(area: str, thing: Mention) -> bool:
    name, rules = thing.entity.name, relation_rules().located
    form = _form_in(area, name)
    if not form or name == area:
        return False
    if thing.entity.type == "Organization" and not area.endswith(rules.districts):
        return False
    before, _, after = name.partition(form)
    return (
        not before.endswith(rules.towards)
        and not after.startswith(rules.starts)
        and (bool(before) or after not in rules.whole)
    )


def _form_in(area: str, name: str) -> str:
    """The form of an area's name that another name holds: whole, short, or its own end."""
    if area in name:
        return area
    if (short := short_name(area)) in name:
        return short
    end = area[-3:]
    generic = relation_rules().located.generic
    return end if name.startswith(end) and end not in generic else ""


@cache
def short_name(area: str) -> str:
    """An area's name without its kind, where two characters or more are left: 雄安新区, 雄安."""
    return re.sub(f"(?<=..){any_of(relation_rules().located.suffixes)}$", "", area)
