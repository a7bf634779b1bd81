"""Where the program begins and every error ends: words on standard error and an exit code (interface.md 1)."""

from __future__ import annotations

import errno
import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from kapta_tui.cli.interrupt import INTERRUPTED
from kapta_tui.cli.plain import plain_start
from kapta_tui.cli.session import begin, tell
from kapta_tui.domain.errors import KaptaError
from kapta_tui.shell import collector

if TYPE_CHECKING:
    from typer import TyperException

DONE = 0
WRONG_USAGE = 2
UNEXPECTED = 4
"""Also what a store that cannot be used ends with: nothing the caller does differently will help."""


def run() -> None:
    """Run the command line of this process and end it with the command's exit code."""
    sys.excepthook = _unexpected
    collector.rest()
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run `kapta` with `arguments` and return its exit code."""
    try:
        code = _open(arguments)
        if code is None:
            code = _command(arguments)
        sys.stdout.flush()
    except KaptaError as error:
        _send_the_rest()
        return _explain(error)
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        _let_go_of_stdout()
        return _refused(error)
    return code


def _open(arguments: list[str]) -> int | None:
    """Open the app where the arguments ask for no command; None where they do."""
    session = plain_start(arguments)
    if session is None:
        return None
    from kapta_tui.cli.opening import open_app

    begin(session)
    return open_app(session)


def _command(arguments: list[str]) -> int:
    """Let Typer read the arguments and run the command."""
    import typer
    from typer.main import get_command

    from kapta_tui.cli.lazy import prepare_completion
    from kapta_tui.cli.root import app

    if "_KAPTA_COMPLETE" in os.environ:
        prepare_completion()
    try:
        code = get_command(app).main(arguments, prog_name="kapta", standalone_mode=False)
    except typer.TyperException as error:
        return _wrong_usage(error)
    except typer.Abort:
        return _interrupted()
    if code == INTERRUPTED:
        # Typer makes of an interrupt an exit code without a word.
        return _interrupted()
    return code if isinstance(code, int) else DONE


def _explain(error: KaptaError) -> int:
    from kapta_tui.domain.text import clean

    pointer = getattr(error, "pointer", "")
    noun = getattr(error, "noun", "")
    remedy = f"See 'kapta {noun} list'." if noun else error.remedy
    lines = (error.cause, *pointer.splitlines(), remedy)
    tell("\n".join(clean(line) for line in lines if line))
    return error.exit_code


def _wrong_usage(error: TyperException) -> int:
    from kapta_tui.domain.text import clean

    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "kapta"
    tell(f"{clean(error.format_message())}\nSee '{command} --help'.")
    return WRONG_USAGE


def _interrupted() -> int:
    tell("Interrupted.")
    return INTERRUPTED


def _refused(error: OSError) -> int:
    """Say what the operating system refused: a full disk under the output, a file that cannot be read."""
    from kapta_tui.domain.text import clean

    if error.errno == errno.ENOSPC and error.filename is None:
        from kapta_tui.exchange.writers.target import disk_full

        return _explain(disk_full("the output"))
    what = clean(str(error.filename)) if error.filename else "The output"
    tell(
        f"{what} could not be read or written: {error.strerror or error}.\n"
        "Check the place and its rights, then try again."
    )
    return UNEXPECTED


def _send_the_rest() -> None:
    """Send what is still buffered, or nowhere where it cannot be sent: why has been said."""
    try:
        sys.stdout.flush()
    except OSError:
        _let_go_of_stdout()


def _let_go_of_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not fail on it while ending."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:  # pragma: no cover - runs while the interpreter ends, seen by the subprocess tests only
    """Write a trace without local variables to the log file, name the file, and end."""
    from kapta_tui.shell.crash import crash_words, log_path, write_log

    path = log_path()
    tell(crash_words(error, path, logged=write_log(error, path)))
    raise SystemExit(UNEXPECTED)
