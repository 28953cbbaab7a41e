"""Takes members out of an archive, never more than a limit: an archive may expand without end."""

from __future__ import annotations

import io
import zipfile

from graph.errors import DocumentError

LARGEST_MEMBER = 64 * 1024 * 1024


class Archive:
    """A ZIP archive held in memory. Raises DocumentError where it is damaged."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError) as error:
            raise DocumentError(
                f"{name} is damaged: {error}. Save it again and load it."
            ) from error

    @property
    def names(self) -> list[str]:
        """The paths of its members."""
        return self._archive.namelist()

    def member(self, path: str) -> bytes | None:
        """A member's content, None where there is none of that name.

        Raises DocumentError where it is damaged or expands beyond 64 MiB, whatever size it claims.
        """
        try:
            with self._archive.open(path) as stream:
                content = stream.read(LARGEST_MEMBER + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise DocumentError(f"{self._name} cannot be unpacked: {error}.") from error
        if len(content) > LARGEST_MEMBER:
            raise DocumentError(
                f"{self._name} expands to more than {LARGEST_MEMBER >> 20} MiB and is refused."
            )
        return content
