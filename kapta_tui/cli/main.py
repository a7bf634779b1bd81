"""Where the program begins and every error ends: words on standard error and an exit code (interface.md 1)."""

from __future__ import annotations

import os
import sys
from types import TracebackType

import typer
from typer.main import get_command

from kapta_tui.cli.interrupt import INTERRUPTED
from kapta_tui.domain.errors import KaptaError
from kapta_tui.shell import collector

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
        from kapta_tui.cli.lazy import prepare_completion
        from kapta_tui.cli.root import app

        if "_KAPTA_COMPLETE" in os.environ:
            prepare_completion()
        code = get_command(app).main(arguments, prog_name="kapta", standalone_mode=False)
        sys.stdout.flush()
    except KaptaError as error:
        return _explain(error)
    except typer.TyperException as error:
        return _wrong_usage(error)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except OSError as error:
        _let_go_of_stdout()
        return _refused(error)
    if code == INTERRUPTED:
        # Typer makes of an interrupt an exit code without a word.
        return _interrupted()
    return code if isinstance(code, int) else DONE


def _explain(error: KaptaError) -> int:
    from kapta_tui.domain.text import clean

    pointer = getattr(error, "pointer", "")
    lines = (error.cause, *pointer.splitlines(), error.remedy)
    typer.echo("\n".join(clean(line) for line in lines if line), err=True)
    return error.exit_code


def _wrong_usage(error: typer.TyperException) -> int:
    from kapta_tui.domain.text import clean

    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "kapta"
    typer.echo(f"{clean(error.format_message())}\nSee '{command} --help'.", err=True)
    return WRONG_USAGE


def _interrupted() -> int:
    typer.echo("Interrupted.", err=True)
    return INTERRUPTED


def _refused(error: OSError) -> int:
    """Say what the operating system refused: a full disk under the output, a file that cannot be read."""
    from kapta_tui.domain.text import clean

    what = clean(str(error.filename)) if error.filename else "The output"
    typer.echo(
        f"{what} could not be read or written: {error.strerror or error}.\n"
        "Check the place and its rights, then try again.",
        err=True,
    )
    return UNEXPECTED


def _let_go_of_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not fail on it while ending."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:  # pragma: no cover - runs while the interpreter ends, seen by the subprocess tests only
    """Write a trace without local variables to the log file, name the file, and end."""
    from kapta_tui.shell.crash import crash_words, log_path, write_log

    path = log_path()
    typer.echo(crash_words(error, path, logged=write_log(error, path)), err=True)
    raise SystemExit(UNEXPECTED)
