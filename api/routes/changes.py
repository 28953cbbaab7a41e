"""Documents added to the collection, replaced and taken out of it, where the server allows that."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, File, Header, HTTPException, Request, UploadFile

from api.answers import DocumentDep
from api.audit import note_written
from api.limits import ServerLimits
from api.places import route_of
from api.problems import problem_responses, without_folders
from api.routes import PREFIX
from api.under_way import under_way
from api.writing import Writer
from graph.errors import DocumentError
from graph.workspace import Loaded
from viz.remarks import remark_in
from viz.words import Language, wanted_language

MOST_FILES = 20
_MOST_NAME_BYTES = 200


def _refuse(request: Request) -> None:
    """Raise HTTPException for a request that is not taken, before its body is read."""
    if request.app.state.writer is None:
        raise HTTPException(403, "This server only reads: load on its command line.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method != "DELETE" and kind != "multipart/form-data":
        raise HTTPException(415, "Send files as multipart/form-data.")


router = APIRouter(
    prefix=f"{PREFIX}/documents", tags=["documents"], route_class=route_of("writes", _refuse)
)


@router.post(
    "",
    summary="Add documents, or new versions of them",
    responses=problem_responses(400, 403, 411, 413, 415, 422, 503),
)
def add(
    request: Request,
    files: Annotated[list[UploadFile], File(min_length=1, max_length=MOST_FILES)],
    accept_language: Annotated[str, Header(max_length=400)] = "",
) -> list[Loaded]:
    """A file loads whole or not at all; one that cannot be read is told by its `error`.

    Where no file could be read the answer is a problem. Errors and remarks are in Chinese for
    those who accept it first, as far as there are words for them.
    """
    limits: ServerLimits = request.app.state.limits
    names = [_plain_name(file) for file in files]
    with TemporaryDirectory(prefix="upload-", dir=request.app.state.uploads) as folder:
        paths = [
            _saved(file, Path(folder) / str(place) / name)
            for place, (file, name) in enumerate(zip(files, names, strict=True))
        ]
        note_written(request, files=paths)
        with under_way(request).step() as step:
            results = _writer(request).load(
                paths, step, limits=limits.upload, wait_seconds=limits.wait_seconds
            )
    note_written(request, documents=[result.id for result in results if result.id])
    language = wanted_language("", accept_language)
    results = [_in_words(result, language) for result in results]
    if all(result.error for result in results):
        raise DocumentError("; ".join(f"{result.file}: {result.error}" for result in results))
    return results


@router.put(
    "/{id}",
    summary="Put a new version in the place of a document",
    responses=problem_responses(400, 403, 404, 411, 413, 415, 422, 503),
)
def replace_document(
    request: Request,
    loaded: DocumentDep,
    file: Annotated[UploadFile, File()],
    accept_language: Annotated[str, Header(max_length=400)] = "",
) -> Loaded:
    """It keeps its id and what people said of it, whatever the file says of itself.

    A file that is another document of the collection is refused, and so is one that cannot be read.
    """
    limits: ServerLimits = request.app.state.limits
    language = wanted_language("", accept_language)
    with TemporaryDirectory(prefix="upload-", dir=request.app.state.uploads) as folder:
        path = _saved(file, Path(folder) / "0" / _plain_name(file))
        note_written(request, files=[path], documents=[loaded.id])
        try:
            with under_way(request).step() as step:
                result = _writer(request).replace(
                    loaded.id, path, step, limits=limits.upload, wait_seconds=limits.wait_seconds
                )
        except DocumentError as error:
            raise DocumentError(remark_in(str(error), language)) from error
    return _in_words(result, language)


@router.delete(
    "/{id}",
    status_code=204,
    summary="Take a document out of the collection",
    responses=problem_responses(403, 404, 422, 503),
)
def remove(request: Request, loaded: DocumentDep) -> None:
    """What people decided about it stays, for when it comes back."""
    limits: ServerLimits = request.app.state.limits
    note_written(request, documents=[loaded.id])
    with under_way(request).step() as step:
        _writer(request).remove(loaded.id, step, limits.wait_seconds)


def _in_words(result: Loaded, language: Language) -> Loaded:
    """What was loaded, told in a language, without the folders of this machine."""
    error = remark_in(without_folders(result.error), language)
    remarks = tuple(remark_in(each, language) for each in result.remarks)
    return replace(result, error=error, remarks=remarks)


def _writer(request: Request) -> Writer:
    writer: Writer = request.app.state.writer
    return writer


def _plain_name(file: UploadFile) -> str:
    """The file's own name without any folders in it. Raises DocumentError for one no file has."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    if any(unicodedata.category(each) in ("Cc", "Cs") for each in name):
        raise DocumentError("A file's name has control characters in it: rename the file.")
    if len(name.encode()) > _MOST_NAME_BYTES:
        raise DocumentError(
            f"The name {name[:20]}… has more than {_MOST_NAME_BYTES} bytes: give the file a "
            "shorter one."
        )
    return name if name.strip(". ") else "document"


def _saved(file: UploadFile, path: Path) -> Path:
    path.parent.mkdir()
    with path.open("wb") as target:
        copyfileobj(file.file, target)
    return path
