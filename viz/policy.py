"""How a page's content security policy names the scripts that may run in it."""

from __future__ import annotations

import base64
import hashlib


def policy_hash(script: str) -> str:
    """The source of one script, by its digest."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
