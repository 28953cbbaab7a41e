"""Landlock, the kernel's own way for a process to give up what it may do with files and sockets.

The system calls have no wrapper in the C library; numbers, structures and rights are those of
linux/landlock.h (https://docs.kernel.org/userspace-api/landlock.html).
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_PR_SET_NO_NEW_PRIVS = 38
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE = 1 << 2
# How many rights to files each version of the interface knows; later versions know the last.
_FILE_RIGHTS = (13, 14, 15, 15, 16)
_NETWORK_SINCE, _NETWORK_RIGHTS = 4, 0b11
_SCOPES_SINCE, _SCOPES = 6, 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def give_up_privileges() -> bool:
    """Let this process never gain a right by what it starts. Whether the system does that."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def restrict_to(readable: Path | None = None) -> bool:
    """Let this thread, and those it starts, open one file to read and else nothing.

    No file is made, changed or removed and no port opened, as far as the kernel's version of
    Landlock goes. Whether the kernel has it; privileges have to be given up before.
    """
    if sys.platform != "linux":
        return False
    version = _call(_CREATE_RULESET, None, 0, _VERSION)
    if version < 1:
        return False
    given = _Ruleset(
        files=(1 << _FILE_RIGHTS[min(version, len(_FILE_RIGHTS)) - 1]) - 1,
        network=_NETWORK_RIGHTS if version >= _NETWORK_SINCE else 0,
        scopes=_SCOPES if version >= _SCOPES_SINCE else 0,
    )
    # An older kernel takes a longer structure when what it does not know of it is nought.
    ruleset = _call(_CREATE_RULESET, ctypes.byref(given), ctypes.sizeof(given), 0)
    if ruleset < 0:
        return False
    try:
        allowed = readable is None or _allow(ruleset, readable)
        return allowed and _call(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, readable: Path) -> bool:
    descriptor = os.open(readable, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _PathBeneath(allowed=_READ_FILE, parent=descriptor)
        return _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0) == 0
    finally:
        os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    numbers = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    return int(ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *numbers))
