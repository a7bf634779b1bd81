"""Running the real program: in this process, where only its output counts, or in one of its own."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

from kapta_tui.cli.main import main

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

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        """Run `kapta` with `arguments` in this process; return what it ended with.

        Standard streams are exchanged below Python, so that an editor it starts and bytes it writes are seen too.
        """
        with (
            patch.dict(os.environ, self.environment, clear=True),
            chdir(self.path.parent),
            _streams(_bytes(stdin)) as (out, err),
        ):
            code = main([str(argument) for argument in arguments])
            sys.stdout.flush()
            sys.stderr.flush()
            return Ran(code, _content(out), _content(err))

    def process(self, *arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        """Run `kapta` with `arguments` in a process of its own; return what it ended with."""
        done = subprocess.run(
            [sys.executable, "-m", "kapta_tui", *map(str, arguments)],
            env=self.environment,
            cwd=self.path.parent,
            input=_bytes(stdin),
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments: str | Path, **streams: int | IO[bytes]) -> subprocess.Popen[bytes]:
        """Start `kapta` with `arguments` away from the terminal of the suite; `streams` are those of `Popen`."""
        command = [sys.executable, "-m", "kapta_tui", *map(str, arguments)]
        return subprocess.Popen(
            command,
            env=self.environment,
            cwd=self.path.parent,
            stdin=streams.get("stdin"),
            stdout=streams.get("stdout"),
            stderr=streams.get("stderr"),
            start_new_session=True,
        )

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


@contextmanager
def _streams(given: bytes) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Put `given` on standard input for the block; yield the files that get standard output and error."""
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(tempfile.TemporaryFile()) for name in ("stdin", "stdout", "stderr")
        }
        files["stdin"].write(given)
        files["stdin"].seek(0)
        for number, (name, file) in enumerate(files.items()):
            stack.callback(_put_back, os.dup(number), number)
            os.dup2(file.fileno(), number)
            mode = "w" if number else "r"
            stream = stack.enter_context(open(number, mode, encoding="utf-8", closefd=False))
            stack.enter_context(patch.object(sys, name, stream))
        yield files["stdout"], files["stderr"]


def _put_back(kept: int, number: int) -> None:
    os.dup2(kept, number)
    os.close(kept)


def _content(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _bytes(given: str | bytes) -> bytes:
    return given.encode() if isinstance(given, str) else given
