"""Asks an OpenAI-compatible endpoint: one question, one JSON answer, retried where that helps."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import ExtractorError

if TYPE_CHECKING:
    import httpx2

_BUSY = (408, 409, 425, 429, 500, 502, 503, 504)
_UNKNOWN_FORMAT = (400, 422)


@dataclass(frozen=True, slots=True)
class Settings:
    """Which model is asked, and how.

    `url` is the endpoint's base (https://host/v1). `timeout` and `pause` are in seconds, `pause`
    before the second attempt, twice that before the third. `prices` are those of a million tokens
    of prompt and of answer, in whatever currency the cost is to be shown in.
    """

    url: str
    model: str
    key: str = ""
    cache: Path | None = None
    timeout: float = 120.0
    attempts: int = 4
    pause: float = 1.0
    parallel: int = 4
    prices: tuple[float, float] | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings | None:
        """The settings that LANTU_LLM_URL, _MODEL, _KEY, _CACHE and _PRICES give, if any.

        Raises ExtractorError where an address is given without a model or prices are no numbers.
        """
        url, model = environment.get("LANTU_LLM_URL", ""), environment.get("LANTU_LLM_MODEL", "")
        if not url:
            return None
        if not model:
            raise ExtractorError("LANTU_LLM_URL is set but LANTU_LLM_MODEL is not: name the model.")
        home = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        cache = environment.get("LANTU_LLM_CACHE") or Path(home) / "lantu" / "language-model"
        return cls(
            url=url,
            model=model,
            key=environment.get("LANTU_LLM_KEY", ""),
            cache=Path(cache),
            prices=_prices(environment.get("LANTU_LLM_PRICES", "")),
        )


def _prices(text: str) -> tuple[float, float] | None:
    if not text:
        return None
    try:
        prompt, answer = map(float, text.split(","))
    except ValueError as error:
        raise ExtractorError(
            "LANTU_LLM_PRICES should be two numbers, of a million tokens of prompt and of answer, "
            f"as in 2.5,10; it is “{text}”."
        ) from error
    return prompt, answer


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model answered, as JSON, and the tokens that it took."""

    content: dict[str, Any]
    prompt_tokens: int
    answer_tokens: int


class _Unusable(Exception):
    """An attempt that failed in a way that another may not; says how, and how long to wait."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class Endpoint:
    """One endpoint. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        try:
            import httpx2
        except ImportError as error:
            raise ExtractorError(
                "Asking a language model needs httpx2: install lantu[llm]."
            ) from error
        self._settings = settings
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._client = httpx2.Client(timeout=settings.timeout, headers=headers)
        self._failures = (httpx2.TransportError, httpx2.InvalidURL)
        self._takes_schema = True

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        """The model's answer to a question, in JSON that is meant to follow a schema.

        Raises ExtractorError where the endpoint is away, refuses, or keeps answering nonsense.
        """
        pause, reason = self._settings.pause, ""
        for attempt in range(self._settings.attempts):
            if attempt:
                time.sleep(pause)
            try:
                return self._attempt(system, user, schema)
            except _Unusable as fault:
                reason = str(fault)
                pause = max(self._settings.pause * 2**attempt, fault.wait)
        raise ExtractorError(
            f"The language model at {self._settings.url} gave no usable answer in "
            f"{self._settings.attempts} attempts: {reason}. Check LANTU_LLM_URL and "
            "LANTU_LLM_MODEL, or try again later."
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _attempt(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        response = self._post(system, user, schema if self._takes_schema else None)
        if response.status_code in _UNKNOWN_FORMAT and self._takes_schema:
            self._takes_schema = False
            response = self._post(system, user, None)
        if response.status_code in _BUSY:
            wait = _seconds(response.headers.get("Retry-After", ""))
            raise _Unusable(f"it answered with status {response.status_code}", wait)
        if not response.is_success:
            raise ExtractorError(
                f"The language model at {self._settings.url} refuses, with status "
                f"{response.status_code}: check LANTU_LLM_URL, LANTU_LLM_MODEL and LANTU_LLM_KEY."
            )
        return _reply(response.text)

    def _post(self, system: str, user: str, schema: Mapping[str, Any] | None) -> httpx2.Response:
        address = self._settings.url.rstrip("/")
        if not address.endswith("/chat/completions"):
            address += "/chat/completions"
        body = {
            "model": self._settings.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "response_format": _format(schema),
        }
        try:
            return self._client.post(address, json=body)
        except self._failures as error:
            raise _Unusable(str(error) or type(error).__name__) from error


def _format(schema: Mapping[str, Any] | None) -> dict[str, Any]:
    if schema is None:
        return {"type": "json_object"}
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": schema},
    }


def _reply(text: str) -> Reply:
    try:
        body = json.loads(text)
        choice = body["choices"][0]
        content = json.loads(choice["message"]["content"])
    except (ValueError, LookupError, TypeError) as error:
        raise _Unusable(f"its answer is not whole JSON ({error})") from error
    if not isinstance(content, dict):
        raise _Unusable("its answer is not a JSON object")
    usage = body.get("usage") or {}
    return Reply(content, usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0))


def _seconds(text: str) -> float:
    """How long a Retry-After asks to wait: at most a minute, 0 where it gives a date or nothing."""
    return min(float(text), 60.0) if text.isdigit() else 0.0
