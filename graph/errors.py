"""The errors Lantu raises, all of one family, each a sentence a user can act on.

LantuError
├── DocumentError       a file cannot be read as a document
├── CollectionError     a collection folder is missing, full or damaged
│   ├── CollectionBusy  another load or removal is under way
│   └── UnfinishedChange  a change was decided and is still to be finished
├── ClusterError        a cluster cannot do the work it is asked for
├── RuleError           a data file of rules does not fit its schema
├── StoreError          a store cannot be reached, opened or written
├── QueryError          a question cannot be answered as asked
│   ├── UnknownName     no node has that name
│   ├── AmbiguousName   several nodes have that name; carries the candidates
│   ├── NotUnderstood   a question is not answered; carries questions that are
│   ├── NotToChooseBy   a query's rows cannot be chosen or shaped so
│   ├── RefusedStatement  a Cypher statement does more than read
│   └── QueryLimit      a statement ran out of time or memory
└── ExtractorError      a configured language model does not answer as it should
"""

from __future__ import annotations

from collections.abc import Sequence


class LantuError(Exception):
    """Base of all errors that are shown to users: the message says what, where and what to do."""


class DocumentError(LantuError):
    """A file cannot be read as a document."""


class CollectionError(LantuError):
    """A collection folder is missing, locked, full or damaged."""


class UnfinishedChange(CollectionError):
    """A change to a collection was decided, but the system did not let it be finished yet."""


class CollectionBusy(CollectionError):
    """Another process or thread is changing the collection."""


class ClusterError(LantuError):
    """A cluster cannot be reached, has no worker, or its workers do not do the work."""


class RuleError(LantuError):
    """A data file of rules does not fit its schema."""


class StoreError(LantuError):
    """A store cannot be reached, opened or written."""


class GraphChanging(StoreError):
    """Documents come or go just now, again and again while something was read."""


class QueryError(LantuError):
    """A question or a query cannot be answered as asked."""


class UnknownName(QueryError):
    """No node has the name that was asked for."""


class AmbiguousName(QueryError):
    """Several nodes have the name that was asked for.

    `candidates` holds one mapping a node, with `id`, `name`, `kind` and `document`; `suggestions`
    are questions that say which is meant, where a question named it.
    """

    def __init__(
        self,
        message: str,
        candidates: Sequence[dict[str, object]],
        suggestions: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.candidates = list(candidates)
        self.suggestions = list(suggestions)


class NotToChooseBy(QueryError):
    """The rows of a query have no such condition or shape."""


class NotUnderstood(QueryError):
    """A question in words is not answered: the message says why.

    `understood` says what was recognised in it; `suggestions` are questions that can be answered.
    """

    def __init__(self, message: str, understood: str, suggestions: Sequence[str]) -> None:
        super().__init__(message)
        self.understood = understood
        self.suggestions = list(suggestions)


class RefusedStatement(QueryError):
    """A Cypher statement does more than read, or is too long or too deeply nested."""


class QueryLimit(QueryError):
    """A statement ran out of time or memory, or brought its worker down."""


class OutOfMemory(QueryLimit):
    """The engine had no memory left for a statement."""


class ExtractorError(LantuError):
    """A configured language model cannot be reached or does not answer as it should."""
