"""Work done by a Dask cluster: `lantu load --scheduler tcp://…`.

The workers have Lantu installed and need nothing else: what they work on is sent to them, and what
comes of it is sent back. A worker that dies costs that its work is done again by another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ParamSpec, TypeVar

from graph.build.made import version
from graph.errors import ClusterError
from graph.executors import Promise, in_turn

_CONNECTING_SECONDS = 15
Given = ParamSpec("Given")
Item = TypeVar("Item")
T = TypeVar("T")


class Cluster:
    """The workers that a Dask scheduler has, as an executor.

    Raises ClusterError where there is no scheduler or no worker, where a worker has another version
    of Lantu, and where work brings one worker after the other down.
    """

    def __init__(self, scheduler: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise ClusterError("a cluster needs Dask: pip install 'lantu[cluster]'") from None
        try:
            # Dask's own types say little of it.
            self._client: Any = Client(  # type: ignore[no-untyped-call]
                scheduler, timeout=_CONNECTING_SECONDS, set_as_default=False
            )
            self._client.wait_for_workers(1, timeout=_CONNECTING_SECONDS)
        except (OSError, ValueError, TypeError) as error:
            raise ClusterError(
                f"{scheduler} cannot be used: {error}. Start dask scheduler and dask worker there, "
                "or leave --scheduler out"
            ) from error
        self.scheduler = scheduler

    @property
    def at_once(self) -> int:
        """How many threads its workers have."""
        threads: int = sum(self._client.nthreads().values())
        return max(1, threads)

    def call(
        self, function: Callable[Given, T], /, *arguments: Given.args, **named: Given.kwargs
    ) -> T:
        """Have a worker do it."""
        return self._come_of(self._submitted(function, *arguments, **named))

    def map(self, function: Callable[[Item], T], items: Iterable[Item], count: int) -> Iterator[T]:
        """Have the workers do it."""
        promises = in_turn(lambda item: self._submitted(function, item), items, self.at_once)
        yield from map(self._come_of, promises)

    def close(self) -> None:
        """Let go of the cluster."""
        self._client.close()

    def _submitted(
        self, function: Callable[Given, T], /, *arguments: Given.args, **named: Given.kwargs
    ) -> Promise[T]:
        # The same file twice is two pieces of work, which may be limited by how busy a worker is.
        promise: Promise[T] = self._client.submit(
            _done, version(), function, arguments, named, pure=False
        )
        return promise

    def _come_of(self, promise: Promise[T]) -> T:
        from distributed import KilledWorker

        try:
            return promise.result()
        except KilledWorker as error:
            raise ClusterError(
                f"{self.scheduler} lost one worker after the other over the same piece of work: "
                "see what the workers' logs say"
            ) from error


def _done(
    version_wanted: str,
    function: Callable[..., T],
    arguments: tuple[object, ...],
    named: dict[str, object],
) -> T:
    if version() != version_wanted:
        raise ClusterError("a worker of the cluster has another version of Lantu: install the same")
    return function(*arguments, **named)
