"""Opening a document or a link with the system's own program.

Only files and `http`, `https` and `mailto` addresses are opened; a path is always absolute when it reaches another
program, so that none is taken for an option or an address, and programs are not started.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Final

from kapta_tui.data.fingerprint import located
from kapta_tui.domain import addresses
from kapta_tui.domain.addresses import brief
from kapta_tui.domain.errors import KaptaError, NotFound, UsageError

_PATIENCE: Final = 3.0
"""Seconds in which the system's opener says that it failed; a viewer that goes on is left alone."""

_PROGRAMS: Final = frozenset(
    f".{ending}"
    for ending in (
        *(
            "action",
            "ade",
            "adp",
            "apk",
            "app",
            "appimage",
            "application",
            "appref-ms",
            "appx",
            "bash",
            "bat",
        ),
        *(
            "chm",
            "cmd",
            "com",
            "command",
            "cpl",
            "csh",
            "deb",
            "desktop",
            "diagcab",
            "dll",
            "dmg",
            "exe",
            "fish",
        ),
        *(
            "gadget",
            "hlp",
            "hta",
            "inf",
            "ins",
            "iso",
            "isp",
            "jar",
            "jnlp",
            "js",
            "jse",
            "kext",
            "ksh",
            "lnk",
        ),
        *(
            "mde",
            "mpkg",
            "msc",
            "msi",
            "msix",
            "msp",
            "mst",
            "pif",
            "pkg",
            "pl",
            "ps1",
            "psc1",
            "psd1",
            "psm1",
        ),
        *(
            "py",
            "pyc",
            "pyo",
            "pyw",
            "pyz",
            "pyzw",
            "rb",
            "reg",
            "rgs",
            "rpm",
            "run",
            "scf",
            "scpt",
            "scptd",
            "scr",
        ),
        *(
            "sct",
            "search-ms",
            "searchconnector-ms",
            "service",
            "settingcontent-ms",
            "settings-content-ms",
            "sh",
        ),
        *("shb", "shs", "shtml", "so", "terminal", "theme", "tool", "url", "vb", "vbe", "vbs", "vhd", "vhdx"),
        *("webloc", "website", "workflow", "ws", "wsc", "wsf", "wsh", "xbap", "xll", "zsh"),
    )
)
"""Endings of files that would be run rather than shown."""

_IN_THE_TERMINAL: Final = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})


def open_document(text: str) -> str:
    """Open the file or address that a document names and return what to say of it.

    Raises:
        NotFound: the file is missing.
        UsageError: it is nothing that may be opened.
        KaptaError: the system has no program for it.
    """
    if addresses.scheme(text):
        return open_address(text)
    if not text.isprintable():
        raise UsageError("The path holds control characters.", "Correct it, then open it.")
    path = located(text)
    if not _exists(path):
        raise NotFound(
            f"{brief(str(path))} is missing.", "Put the file back, or edit the document to say where it is."
        )
    if _is_program(path):
        raise UsageError(
            f"{path.name} is a program.",
            "Only documents are opened from here; a file that may be run is none.",
        )
    _start(_opener(), path)
    return f"Opened {path.name}"


def open_address(text: str) -> str:
    """Open an address in the browser or mail program and return what to say of it. Raises as `open_document`."""
    address = addresses.checked(text)
    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise _no_browser() from error
    if Path(str(getattr(browser, "name", ""))).name in _IN_THE_TERMINAL:
        # It would draw over what is on the screen.
        raise _no_browser()
    if not browser.open(address):
        raise _no_browser()
    return f"Opened {brief(address)}"


def _no_browser() -> KaptaError:
    return KaptaError("No browser can be opened here.", "Copy the address, and open it where there is one.")


def _opener() -> list[str]:
    """Return the command that opens a file, empty on Windows, where the system does it itself."""
    if sys.platform == "win32":
        return []
    name = "open" if sys.platform == "darwin" else "xdg-open"
    found = shutil.which(name)
    if found is None:
        raise KaptaError(f"There is no '{name}' to open files with.", "Install it, or open the file by hand.")
    return [found]


def _start(opener: list[str], path: Path) -> None:
    try:
        if not opener:
            getattr(os, "startfile")(str(path))  # noqa: B009 - only Windows has it
            return
        process = subprocess.Popen(
            [*opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise KaptaError(f"{path.name} could not be opened: {reason}.", "Open it by hand.") from error
    try:
        code = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return
    if code:
        raise KaptaError(f"No program opens {path.name}.", "Choose one for such files, or open it by hand.")


def _is_program(path: Path) -> bool:
    """Return whether a file, or what it is a link to, would be run rather than shown.

    Windows leaves out blanks and dots at the end of a name, and what follows a colon.
    """
    try:
        whole = path.resolve()
        mode = whole.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        return True
    # On Windows every file has an executable bit or none, whatever it is.
    if os.name == "posix" and stat.S_ISREG(mode) and mode & 0o111:
        return True
    return any(
        Path(part.rstrip(" .")).suffix.lower() in _PROGRAMS
        for file in (path, whole)
        for part in (file.name, file.name.partition(":")[0])
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
