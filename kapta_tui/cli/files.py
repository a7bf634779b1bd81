"""Text files that commands read and write."""

from __future__ import annotations

from pathlib import Path

from kapta_tui.cli.fields import read_input
from kapta_tui.domain.errors import UsageError


def read_text(path: Path) -> str:
    """Return the text in the file at `path`, or standard input for `-`. Raises UsageError in words."""
    if str(path) == "-":
        return read_input()
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.", "Check the name.") from None
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8: byte {error.start + 1} cannot be read.", "Convert it first."
        ) from None
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}.", "Check the file and its rights."
        ) from None


def write_text(path: Path, text: str) -> None:
    """Write `text` to the file at `path`, whole or not at all. Raises UsageError, KaptaError in words."""
    from kapta_tui.exchange.writers import opened

    with opened(path) as stream:
        stream.write(text.encode())
