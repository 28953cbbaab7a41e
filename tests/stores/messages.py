"""How engines speak, which people are not to read."""

from __future__ import annotations

import re

ENGINES_WORDS = re.compile(
    r"exception|std::|\.cpp|\bjava\b|\borg\.|mismatched|extraneous|<EOF>|binder|parser|traceback|"
    r"(?-i:INT64|STRING\b)|List<|offset|0x|/tmp|/home|/usr",
    re.IGNORECASE,
)
