"""Keeps a language model's answers on disk, so that no question is paid for twice."""

from __future__ import annotations

import json
import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

from graph.errors import ExtractorError


class AnswerCache:
    """A folder of answers, each under a digest of the model and the words it was asked.

    What a file holds is only used where it is whole; it is written aside and renamed.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, *question: str) -> dict[str, Any] | None:
        """The answer kept for this question, if any."""
        if self._folder is None:
            return None
        try:
            content = json.loads(self._path(self._folder, question).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None  # nothing kept, or a damaged file: the question is asked again
        return content if isinstance(content, dict) else None

    def put(self, content: dict[str, Any], *question: str) -> None:
        """Keep an answer. Raises ExtractorError where the folder cannot be written."""
        if self._folder is None:
            return
        path = self._path(self._folder, question)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False)
            Path(aside).replace(path)
        except OSError as error:
            raise ExtractorError(
                f"The model's answer cannot be kept in {self._folder}: {error.strerror}. "
                "Point LANTU_LLM_CACHE to a folder that can be written."
            ) from error

    @staticmethod
    def _path(folder: Path, question: tuple[str, ...]) -> Path:
        digest = blake2b("\x1f".join(question).encode(), digest_size=16).hexdigest()
        return folder / digest[:2] / f"{digest[2:]}.json"
