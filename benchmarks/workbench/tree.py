"""A checkout of the program, this one or another, and the commands that are started in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from webapp.domain import Edition

HERE = Path(__file__).parents[2]
_IN_TREE = Path(__file__).with_name("in_tree.py")


class TreeFailed(RuntimeError):
    """Raised when a command in a tree ends with an error."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The program as the folder ``path`` has it; it is run by the Python that runs this."""

    path: Path = HERE

    def __post_init__(self) -> None:
        if not (self.path / "webapp" / "__main__.py").exists():
            raise TreeFailed(f"{self.path} is no checkout of the program: name a folder that holds webapp/")

    def environment(self, home: Path) -> dict[str, str]:
        """The environment in which the tree's code is imported, and works on ``home``."""
        return {**os.environ, "PYTHONPATH": str(self.path), "MENTION_MAPPER_HOME": str(home)}

    def command(self, *words: str) -> list[str]:
        """The command line of the program itself."""
        return [sys.executable, "-P", "-m", "webapp", *words]

    def prepare(self, database: Path) -> None:
        """Create a database as this tree has it."""
        self._own("prepare", str(database))

    def derive(self, database: Path, size: int) -> None:
        """Fill what the tree keeps beside the articles."""
        self._own("derive", str(database), str(size))

    def edition(self, gazetteer: Path) -> Edition:
        """What the tree's readings are made with now."""
        return Edition(*json.loads(self._own("edition", str(gazetteer))))

    @contextmanager
    def reader(self, gazetteer: Path) -> Iterator[Callable[[str], float]]:
        """What reads a text in a process that has the model loaded, and returns the seconds that it took."""
        with subprocess.Popen(
            self._own_command("read", str(gazetteer)),
            cwd=self.path,
            env=self.environment(self.path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            asked, answers = process.stdin, process.stdout
            assert asked
            assert answers

            def read(text: str) -> float:
                asked.write(f"{json.dumps(text)}\n")
                asked.flush()
                answer = answers.readline()
                if not answer:
                    raise TreeFailed(f"reading failed in {self.path}")
                return float(answer)

            yield read

    def _own(self, *words: str) -> str:
        done = subprocess.run(
            self._own_command(*words), cwd=self.path, env=self.environment(self.path), capture_output=True, text=True
        )
        if done.returncode:
            raise TreeFailed(f"“{words[0]}” failed in {self.path}:\n{done.stderr.strip()}")
        return done.stdout

    def _own_command(self, *words: str) -> list[str]:
        return [sys.executable, "-P", str(_IN_TREE), *words]
