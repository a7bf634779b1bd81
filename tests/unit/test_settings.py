"""Personal settings: never fatal, always reported (interface.md 4)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.errors import KaptaError
from kapta_tui.settings import Settings, in_turn, load_settings, save_setting, settings_path

FULL = """
# mine
user = "jane"
theme = "kapta-light"
start_screen = "accounts"
store = "/tmp/team.db"

[keys]
"list.new" = "a"   # like in mutt
keys.nested = 1

[keys.global]
undo = "ctrl+z"

[filters.accounts]
big = "value>50k"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_everything_is_read_and_what_is_wrong_is_reported(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, FULL))
    assert (settings.user, settings.theme, settings.start_screen) == ("jane", "kapta-light", "accounts")
    assert settings.store == "/tmp/team.db"
    assert settings.keys == {"list.new": "a", "global.undo": "ctrl+z"}
    assert settings.filters == {"accounts": {"big": "value>50k"}}
    assert settings.problems == ("settings: keys.keys.nested must be a text in quotes, not 1",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 'red'", "'colour' is not known"),
        ("user = 3", "user must be a text"),
        ("start_screen = 'orders'", "start_screen 'orders' is none of"),
        ("keys = 'x'", "[keys] must be a table"),
        ("filters = 3", "[filters] must be tables"),
        ("[filters]\naccounts = 'x'", "filters.accounts must be a table"),
        ("user = ", "the defaults are used"),
    ],
)
def test_a_fault_is_reported_and_the_default_stays(tmp_path: Path, text: str, said: str) -> None:
    settings = load_settings(write(tmp_path, text))
    assert len(settings.problems) == 1
    assert said in settings.problems[0]
    assert (settings.user, settings.start_screen, settings.keys) == ("", "today", {})


@given(st.binary(max_size=60))
def test_no_file_is_fatal(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(content)
    assert isinstance(load_settings(path), Settings)


def test_saving_keeps_lines_and_comments(tmp_path: Path) -> None:
    path = write(tmp_path, FULL)
    save_setting("theme", "nord", path)
    save_setting("filters.accounts.cold ones", "cold", path)
    save_setting("keys.list.edit", "E", path)
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# like in mutt" in text
    settings = load_settings(path)
    assert settings.theme == "nord"
    assert settings.filters["accounts"] == {"big": "value>50k", "cold ones": "cold"}
    assert settings.keys["list.edit"] == "E"


def test_an_empty_value_removes_the_setting(tmp_path: Path) -> None:
    path = write(tmp_path, FULL)
    save_setting("theme", "", path)
    save_setting("store", "", path)
    assert load_settings(path).theme == ""
    assert "store" not in path.read_text(encoding="utf-8")


def test_saving_makes_file_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    save_setting("user", "jane", path)
    assert load_settings(path).user == "jane"


def test_a_broken_file_is_not_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path, "user = ")
    with pytest.raises(KaptaError) as caught:
        save_setting("theme", "nord", path)
    assert "no TOML" in caught.value.cause
    assert path.read_text(encoding="utf-8") == "user = "


def test_the_folder_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPTA_CONFIG", str(tmp_path))
    assert settings_path() == tmp_path / "settings.toml"


def test_reading_imports_no_settings_library(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kapta_tui.settings import load_settings;"
        f"load_settings(Path({str(write(tmp_path, FULL))!r}));"
        "sys.exit(bool({'tomlkit', 'pydantic', 'textual'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_few_lines_tell_of_every_sort_of_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('a = 1\nb = 1\nc = 1\nuser = 5\nstart_screen = "moon"\n', encoding="utf-8")
    first, second, third, *_ = load_settings(path).problems
    assert "user must be a text" in first
    assert "'a' is not known" in second
    assert "'moon'" in third
    assert in_turn(("1a", "1b", "1c"), (), ("3a",)) == ("1a", "3a", "1b", "1c")
