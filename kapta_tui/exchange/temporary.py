"""Words for temporary files that cannot be written, which are nobody's input or output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kapta_tui.domain.errors import KaptaError


@contextmanager
def temporary_words() -> Iterator[None]:
    """Turn what the operating system refuses while a temporary file is made into a KaptaError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise KaptaError(
            f"Temporary files cannot be written: {reason}.", "Make room, or name another folder in TMPDIR."
        ) from error
