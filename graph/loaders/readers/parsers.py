"""What libxml2's parsers say only in their logs."""

from __future__ import annotations

from lxml import etree


def refuse_lack_of_memory(parser: etree.XMLParser | etree.HTMLParser) -> None:
    """Raises MemoryError where a parser stopped for lack of memory, which it takes for bad text."""
    if stopped_by(parser, "ERR_NO_MEMORY"):
        raise MemoryError


def stopped_by(parser: etree.XMLParser | etree.HTMLParser, kind: str) -> bool:
    """Whether a parser noted an error of this kind."""
    return any(fault.type_name == kind for fault in parser.error_log)
