"""A change to several files that is made wholly or not at all, whatever fails and whenever.

What is new is written aside. Then one file, the plan, says which files take which place and which
go: from the moment it is there the change is made, and what a crash leaves undone is done by
whoever comes next. Until then nothing has changed.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from graph.errors import UnfinishedChange
from graph.files import Move, aside, link_or_copy, sync_folder, write_synced

_PLAN = ".change.json"


class Change:
    """Files of one folder that are to be written or deleted together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._moves: dict[Path, Move] = {}
        self._deleted: set[Path] = set()

    def __bool__(self) -> bool:
        return bool(self._moves or self._deleted)

    def write(self, path: Path, content: bytes) -> None:
        """Have `path` hold `content`. Raises OSError."""
        write_synced(aside(path), content)
        self.move(Move(aside(path), path))

    def link(self, source: Path, path: Path) -> None:
        """Have `path` hold what `source` holds now. Raises OSError."""
        link_or_copy(source, aside(path))
        self.move(Move(aside(path), path))

    def move(self, move: Move) -> None:
        """Have a file that is ready take its place."""
        self._deleted.discard(move.target)
        self._moves[move.target] = move

    def delete(self, path: Path) -> None:
        """Have a file go."""
        if move := self._moves.pop(path, None):
            move.source.unlink(missing_ok=True)
        self._deleted.add(path)

    def now_at(self, path: Path) -> Path | None:
        """Where the file stands that is to be at `path`; none where there is to be none."""
        if path in self._deleted:
            return None
        move = self._moves.get(path)
        return move.source if move else path

    def written(self, folder: Path) -> list[Path]:
        """The files of a folder that are to be written."""
        return [path for path in self._moves if path.parent == folder]

    def discard(self) -> None:
        """Leave everything as it was."""
        for move in self._moves.values():
            # What cannot be deleted now is what the next writer finds left over.
            with suppress(OSError):
                move.source.unlink(missing_ok=True)
        self._moves.clear()
        self._deleted.clear()

    def make(self) -> None:
        """Make the change. Raises OSError with nothing changed, UnfinishedChange (see `finish`)."""
        if not self:
            return
        plan = self._folder / _PLAN
        try:
            for folder in {move.source.parent for move in self._moves.values()}:
                sync_folder(folder)
            write_synced(aside(plan), self._plan())
            aside(plan).replace(plan)
            sync_folder(self._folder)
        except OSError:
            if _withdrawn(plan):
                raise
        self._moves.clear()
        self._deleted.clear()
        finish(self._folder)

    def _plan(self) -> bytes:
        moves = [
            [self._name(each.source), self._name(each.target)] for each in self._moves.values()
        ]
        return json.dumps({"moves": moves, "deletes": [*map(self._name, self._deleted)]}).encode()

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self._folder))


def _withdrawn(plan: Path) -> bool:
    """Whether a plan that may not outlive a power cut is gone again: if not, it is to be made."""
    try:
        plan.unlink(missing_ok=True)
        sync_folder(plan.parent)
    except OSError:
        return not plan.exists()
    return True


def is_under_way(folder: Path) -> bool:
    """Whether a change is being made in a folder, or was cut off."""
    return (folder / _PLAN).exists()


def finish(folder: Path) -> None:
    """Do what is left to do of a change; nobody else may be doing so.

    Raises UnfinishedChange where the system does not let it, even when tried again: the change is
    neither lost nor half seen, the next who comes tries again.
    """
    plan = folder / _PLAN
    if not plan.exists():
        return
    try:
        try:
            _carry_out(folder, plan)
        except OSError:
            if plan.exists():
                _carry_out(folder, plan)
    except (OSError, ValueError, KeyError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnfinishedChange(
            f"a change to {folder} was decided and could not be finished ({reason}): nothing is "
            "lost, the next command finishes it; until then the collection is not read"
        ) from error


def _carry_out(folder: Path, plan: Path) -> None:
    content = json.loads(plan.read_text("utf-8"))
    moves = [
        (_inside(folder, source), _inside(folder, target)) for source, target in content["moves"]
    ]
    deletes = [_inside(folder, name) for name in content["deletes"]]
    for source, target in moves:
        # Where it is gone, it took its place before the change was cut off.
        if source.exists():
            source.replace(target)
    for path in deletes:
        path.unlink(missing_ok=True)
    for changed in {path.parent for path in (*deletes, *(target for _, target in moves))}:
        # A backup may leave out the graph's folder.
        if changed.exists():
            sync_folder(changed)
    plan.unlink()
    sync_folder(folder)


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(f"{name} is no file of the collection")
    return path
