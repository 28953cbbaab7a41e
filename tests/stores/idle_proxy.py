"""A way to a server that forgets connections which nobody uses, as firewalls do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Literal

Mode = Literal["hole", "close"]


@contextmanager
def idle_proxy(port: int, idle_seconds: float, mode: Mode) -> Iterator[int]:
    """The port of a proxy to another port of this machine.

    What comes over a connection that rested for `idle_seconds` vanishes (`hole`) or closes it.
    """
    loop = asyncio.new_event_loop()
    started: list[int] = []
    ready, stop = Event(), asyncio.Event()

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward, back = await asyncio.open_connection("127.0.0.1", port)
        last = [loop.time()]

        async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            while data := await source.read(1 << 16):
                if loop.time() - last[0] > idle_seconds:
                    last[0] = float("-inf")
                    if mode == "close":
                        break
                    continue
                last[0] = loop.time()
                target.write(data)
            writer.close()
            back.close()

        await asyncio.gather(pass_on(reader, back), pass_on(onward, writer))

    async def serve() -> None:
        async with await asyncio.start_server(join, "127.0.0.1", 0) as server:
            started.append(server.sockets[0].getsockname()[1])
            ready.set()
            await stop.wait()

    def run() -> None:
        loop.run_until_complete(serve())
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.1))
        loop.close()

    thread = Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield started[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
