"""Running the real program in a process of its own."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TODAY = "2026-11-21"
USER = "jane"


@dataclass(frozen=True)
class Ran:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as parsed JSON; the command must have ended well."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def lines(self) -> list[list[str]]:
        """Standard output as tab-separated lines without the head."""
        assert self.code == 0, self.err
        return [line.split("\t") for line in self.out.splitlines()[1:]]


@dataclass(frozen=True)
class Program:
    """`kapta` on the store at `path`, with settings, log and home in the folder of the test."""

    path: Path
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of the process."""
        home = self.path.parent
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        own = {
            "HOME": str(home),
            "KAPTA_DB": str(self.path),
            "KAPTA_TODAY": TODAY,
            "KAPTA_USER": USER,
            "KAPTA_CONFIG": str(home / "config"),
            "KAPTA_LOG": str(home / "log"),
            "PYTHONDONTWRITEBYTECODE": "",
        }
        return {**kept, **own, **self.extra}

    def __call__(self, *arguments: str | Path, stdin: str | bytes | None = None) -> Ran:
        """Run `kapta` with `arguments`, or with the words of one line; return what it ended with."""
        words = [str(argument) for argument in arguments]
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "kapta_tui", *words],
            env=self.environment,
            cwd=self.path.parent,
            input=given or b"",
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def line(self, line: str, stdin: str = "") -> Ran:
        """Run a command line as a shell would, without its first word `kapta`."""
        words = shlex.split(line)
        assert words[0] == "kapta"
        return self(*words[1:], stdin=stdin)

    def on(self, path: Path) -> Program:
        """Return the program on another store."""
        return Program(path, self.extra)

    def with_environment(self, **extra: str) -> Program:
        """Return the program with more environment variables."""
        return Program(self.path, {**self.extra, **extra})
