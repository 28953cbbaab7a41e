"""Whether the files of a document are as they were written: its facts and its original.

What was found of a file is remembered for as long as its stamp stays, so that asking again costs
little.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.files import Stamp, digest_of
from graph.ids import is_of_before
from graph.record import Origin, Summary, is_whole, parse_summary, said_origin


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A file of facts: its summary where that is whole, its origin as far as it can be told.

    `fault` says what is wrong with it; empty where it is as it was written.
    """

    summary: Summary | None
    origin: Origin | None
    fault: str = ""


def facts_file(path: Path) -> FactsFile:
    """What a file of facts says of itself, and whether it is as it was written."""
    try:
        return _facts_file(path, Stamp.of(path))
    except OSError as error:
        return FactsFile(None, None, f"cannot be read ({error.strerror or error})")


@lru_cache(maxsize=1 << 14)
def _facts_file(path: Path, stamp: Stamp) -> FactsFile:
    content = path.read_bytes()
    first = content.partition(b"\n")[0]
    try:
        summary = parse_summary(first)
    except (ValueError, KeyError, TypeError):
        return FactsFile(None, _origin(first), "is damaged, or of an older version of Lantu")
    return FactsFile(summary, summary.origin, "" if is_whole(content) else "is damaged")


def _origin(first_line: bytes) -> Origin | None:
    try:
        return said_origin(first_line)
    except (ValueError, KeyError, TypeError):
        return None


def fault_of_original(path: Path, origin: Origin) -> str:
    """What is wrong with a document's original; empty where it is as it came."""
    try:
        return "" if digest_of(path) == origin.sha256 else "was altered"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"


@dataclass(frozen=True, slots=True)
class Held:
    """A document of a collection and the state of its files."""

    id: str
    facts: FactsFile
    facts_name: str
    original_name: str = ""
    original_fault: str = ""

    @property
    def has_id_of_before(self) -> bool:
        """Whether it is named as documents were before (see `graph.ids`), here or in its facts."""
        summary = self.facts.summary
        return is_of_before(self.id) or (summary is not None and summary.id != self.id)

    @property
    def fault(self) -> str:
        """What is wrong and what to do, in a sentence; empty where all is in order."""
        if self.facts.fault and self.facts.origin and not self.original_fault:
            return (
                f"{self.facts_name} {self.facts.fault}: run lantu build, which makes it again "
                "from the original"
            )
        wrong = [f"{self.facts_name} {self.facts.fault}"] if self.facts.fault else []
        if self.original_fault:
            wrong.append(f"{self.original_name} {self.original_fault}")
        return f"{' and '.join(wrong)}: load the document's file again" if wrong else ""
