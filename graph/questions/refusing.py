"""Why a question is not answered, in its own language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from graph.queries.catalogue import Language

Reason = Literal[
    "conflict",
    "not_chosen",
    "not_there",
    "unknown",
    "stranger",
    "unused",
    "nothing",
    "unfit",
    "empty",
    "lacking",
    "no_number",
    "several",
    "not_for",
    "not_cited",
    "not_aligned",
]
# What another reading of the question may mend; the others are about what documents have.
UNREAD: frozenset[Reason] = frozenset(("unknown", "unused", "nothing", "unfit", "not_chosen"))
_SENTENCES: Mapping[Reason, tuple[str, str]] = {
    "unknown": ("没有看懂“{0}”", "I do not understand “{0}”"),
    "stranger": ("没有{0}的文件", "There is no document of {0}"),
    "unused": (
        "问题里的“{0}”没有用上，答案会不对",
        "“{0}” would not be used, and the answer would be wrong",
    ),
    "conflict": (
        "{0}的文件给出了几个不同的数值，不能直接比较",
        "The documents of {0} give several figures, which cannot be compared as they are",
    ),
    "not_chosen": (
        "文件里的这些事物不能按所说的条件挑选",
        "What documents say of these cannot be chosen by what you ask",
    ),
    "not_there": (
        "所说的文件里没有“{0}”，别的文件里有",
        "The documents that you name have no “{0}”; others do",
    ),
    "nothing": ("问题里没有认出图中的名称", "Found no name of the graph in the question"),
    "unfit": ("认出了{0}，但没有看懂要问什么", "Found {0}, but not what is asked about it"),
    "empty": ("文件里没有：{0}", "The documents do not have: {0}"),
    "lacking": (
        "{0}的文件没有给出所问的数值，不能对照：{1}",
        "The documents of {0} do not give what is to be compared: {1}",
    ),
    "no_number": ("文件里没有给出数字：{0}", "The documents give no number: {0}"),
    "several": ("可以有几种理解，请选一种", "This may mean several things: choose one"),
    "not_cited": (
        "没有文件引用名称里有“{0}”的规划、法律或方案",
        "No document cites anything that is called “{0}”",
    ),
    "not_aligned": (
        "“{0}”不是各级文件都对接的国家战略或行动",
        "“{0}” is no programme of the nation that documents of lower levels take up",
    ),
    "not_for": (
        "{0}没有“{1}”，文件里的“{1}”是{2}的",
        "{0} has no “{1}”: what the documents give is that of {2}",
    ),
}


class Refused(Exception):
    """A question that is not answered: why, and questions that are nearest to it."""

    def __init__(self, reason: Reason, *names: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.names = names
        self.suggestions = suggestions

    def said(self, language: Language) -> str:
        """The reason as a sentence, without a full stop."""
        chinese, english = _SENTENCES[self.reason]
        return (chinese if language == "zh" else english).format(*self.names)
