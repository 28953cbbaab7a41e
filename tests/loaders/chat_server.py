"""A real HTTP server on this machine that speaks the chat-completions protocol, faults included."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Asked = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One reply of the server: what goes over the wire, after a delay in seconds."""

    body: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


def answer(content: object, **changes: Any) -> Reply:
    """A reply in the protocol's form, with this content as the model's words."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    body = {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20},
    }
    return Reply(json.dumps(body, ensure_ascii=False), **changes)


@dataclass
class ChatServer:
    """The server's address and what it was asked, in the order it came."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def chat_server(reply: Callable[[Asked, int], Reply]) -> Iterator[ChatServer]:
    """Serve; `reply` is given each request's body and how many came before it."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(server.asked)
                server.asked.append(asked)
                server.keys.append(self.headers.get("Authorization"))
            said = reply(asked, number)
            if self.path != "/v1/chat/completions":
                said = Reply("not here", 404)
            time.sleep(said.delay)
            content = said.body.encode()
            try:
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except BrokenPipeError:
                pass  # the client gave up waiting, as it was meant to

        def log_message(self, format: str, *args: Any) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = ChatServer(f"http://127.0.0.1:{listener.server_port}/v1")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
