"""Who reads a page: in which language, and at which address, which holds all that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Header, Query, Request

from viz.address import Address
from viz.words import Language, wanted_language


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's language, and the address that was asked for."""

    language: Language
    address: Address


def _reader(
    request: Request,
    lang: Annotated[Literal["zh", "en", ""], Query()] = "",
    accept_language: Annotated[str, Header()] = "",
) -> Reader:
    address = Address(request.url.path, tuple(request.query_params.multi_items()))
    return Reader(wanted_language(lang, accept_language), address)


ReaderDep = Annotated[Reader, Depends(_reader)]
