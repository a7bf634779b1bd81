"""The user's own editor: whatever becomes of it, the app comes back (features: row 33)."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App

from kapta_tui.domain.errors import KaptaError
from kapta_tui.shell.editor import edit_text


class Aside(App[None]):
    """Notes when it stands aside and comes back; as in Textual, an error inside keeps it from coming back."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[str] = []

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.steps.append("aside")
        yield
        self.steps.append("back")


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Set `$EDITOR` to a shell script; the file is its first argument."""
    path = folder / "editor with blank.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{path}'")


@pytest.mark.parametrize(
    "script",
    ["exit 3", "kill -9 $$", r"""printf '\377\376' > "$1" """, 'rm "$1"'],
    ids=["it fails", "it is killed", "it leaves bytes that are no text", "it removes the file"],
)
def test_the_app_comes_back_and_says_why_when_the_editor_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    editor(tmp_path, monkeypatch, script)
    app = Aside()
    with pytest.raises(KaptaError, match="failed") as caught:
        edit_text(app, "kept")
    assert app.steps == ["aside", "back"]
    assert caught.value.remedy


def test_an_editor_that_does_not_exist_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere --wait")
    app = Aside()
    with pytest.raises(KaptaError, match="no-such-editor"):
        edit_text(app, "kept")
    assert app.steps == ["aside", "back"]


def test_a_long_text_comes_back_as_it_was_written_without_what_drives_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, r"""printf '\033[31mred [/oops] שלום\n\n' >> "$1" """)
    text = "# Plan\n\n" + "- **one** line 株式会社\n" * 20_000
    app = Aside()
    after = edit_text(app, text)
    assert after.startswith(text)
    assert after.endswith("red [/oops] שלום")
    assert "\x1b" not in after
    assert app.steps == ["aside", "back"]
