"""What the process that files are read in may use: memory and time by the system's limits, no file but its own."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from webapp.reading.limits import Limits

_OPENING = frozenset(("open", "os.listdir", "os.scandir"))
_FORBIDDEN = re.compile(
    r"socket\.(?!__new__)|subprocess\.|shutil\.|tempfile\.|ctypes\.|pty\.|os\.(?:exec|posix_spawn|spawn|fork|system"
    r"|startfile|remove|rename|rmdir|mkdir|link|symlink|truncate|chmod|chown|kill)"
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_PEAK = re.compile(rb"^VmPeak:\s+(\d+) kB", re.M)
_NEARLY = 4_000_000
"""Bytes short of the limit at which memory counts as spent: it is asked for in pieces."""
_DATA = 5
"""The column of Linux's ``statm`` with the pages that a process may write to: what RLIMIT_DATA counts."""


class Memory:
    """How much memory this process has asked for beyond what it had at first; 0 where the system does not say."""

    def __init__(self) -> None:
        with suppress(OSError):
            # Open as long as we run, as nothing can be opened later.
            self._status = Path("/proc/self/status").open("rb", buffering=0)  # noqa: SIM115
            self._file = Path("/proc/self/statm").open("rb", buffering=0)  # noqa: SIM115
        self.first = self._pages()

    def grown(self) -> int:
        """Bytes beyond what there was at first."""
        return self._bytes(self._pages()[_DATA] - self.first[_DATA])

    def is_spent(self, limits: Limits) -> bool:
        """Whether this process has ever had nearly all that a file may take: not all libraries say so."""
        if not self.first_data:
            return False
        self._status.seek(0)
        peak = _PEAK.search(self._status.read())
        return peak is not None and int(peak[1]) * 1024 >= self.first_whole + limits.max_memory - _NEARLY

    @property
    def first_data(self) -> int:
        """Bytes that could be written to at first."""
        return self._bytes(self.first[_DATA])

    @property
    def first_whole(self) -> int:
        """Bytes of addresses that were in use at first."""
        return self._bytes(self.first[0])

    def _pages(self) -> list[int]:
        if not hasattr(self, "_file"):
            return [0] * (_DATA + 1)
        self._file.seek(0)
        return [int(column) for column in self._file.read().split()]

    @staticmethod
    def _bytes(pages: int) -> int:
        return pages * os.sysconf("SC_PAGE_SIZE") if pages else 0


@contextmanager
def limited(memory: Memory, limits: Limits) -> Iterator[None]:
    """Within the block allocations fail, and a busy process ends, over what a file may take."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: there the process that asks ends this one in time.
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime + limits.max_seconds) + 2}
    if memory.first_data:
        wanted[resource.RLIMIT_DATA] = memory.first_data + limits.max_memory
        wanted[resource.RLIMIT_AS] = memory.first_whole + limits.max_memory
    before = {kind: resource.getrlimit(kind) for kind in wanted}
    for kind, most in wanted.items():
        soft, hard = before[kind]
        resource.setrlimit(kind, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))
    try:
        yield
    finally:
        for kind, held in before.items():
            resource.setrlimit(kind, held)


def shut_in() -> None:
    """From now on refuse what reading a file never needs; the program's own files can still be loaded."""
    with suppress(ImportError):
        import resource

        for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
            resource.setrlimit(kind, (0, 0))
    own = tuple(f"{Path(one).resolve()}{os.sep}" for one in {sys.prefix, sys.base_prefix, *filter(None, sys.path)})

    def refuse(event: str, told: tuple[Any, ...]) -> None:
        if _FORBIDDEN.match(event) or (event in _OPENING and not _may_open(told, own)):
            raise PermissionError(f"{event} of {told[:1]!r} is not allowed while a file is read")

    sys.addaudithook(refuse)


def _may_open(told: tuple[Any, ...], own: tuple[str, ...]) -> bool:
    path, mode, flags = (*told, None, None)[:3]
    if isinstance(path, int) or path is None:
        return isinstance(path, int)
    if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITING):
        return False
    return f"{os.path.realpath(os.fsdecode(path))}{os.sep}".startswith(own)
