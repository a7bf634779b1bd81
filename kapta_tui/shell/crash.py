"""An error nobody expected: a log entry without local variables, and a few words on the screen.

Textual's own crash screen prints local variables, that is customers' data (architecture.md 7.2).
"""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from kapta_tui import __version__

LOG_NAME = "kapta.log"


def log_path() -> Path:
    """Return the path of the log file: in the folder `KAPTA_LOG`, else in the platform's log folder."""
    override = os.environ.get("KAPTA_LOG")
    if override:
        return Path(override) / LOG_NAME
    from platformdirs import user_log_path

    return user_log_path("kapta", appauthor=False) / LOG_NAME


def write_log(error: BaseException, path: Path) -> bool:
    """Append the error's trace, without locals, to the log file (mode 0600); False when that is impossible."""
    return write_words("".join(traceback.format_exception(error)), path)


def write_words(words: str, path: Path) -> bool:
    """Append `words` with time and version to the log file (mode 0600); False when that is impossible."""
    entry = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} kapta {__version__}\n{words}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="replace") as log:
            log.write(entry)
    except OSError:
        return False
    return True


def crash_words(error: BaseException, path: Path, *, logged: bool) -> str:
    """Return what the user reads: what happened, what it means for the data, where the trace is."""
    kind = type(error).__name__
    where = f"The details are in {path}." if logged else f"The details could not be written to {path}."
    return (
        f"kapta met an error it did not expect ({kind}) and has ended.\n"
        f"Every change that a message confirmed is in the store; nothing is half-done.\n"
        f"{where} Please report it with that text."
    )
