"""The registry of commands and the key map made of it (interface.md 3 and 4)."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding

from kapta_tui.commands import COMMANDS, GROUPS, resolve_keys, show_key, show_keys
from kapta_tui.commands.bindings import bindings, declared
from kapta_tui.commands.keynames import is_key
from kapta_tui.commands.keytable import clashes
from kapta_tui.widgets.board import Board
from kapta_tui.widgets.listing import Listing

LETTER = re.compile(r"^[a-zA-Z]$")


def test_the_registry_itself_has_no_clash() -> None:
    assert list(clashes({command.id: command.keys for command in COMMANDS.values()})) == []


def test_every_command_says_what_it_is() -> None:
    for command in COMMANDS.values():
        assert command.group in GROUPS
        assert command.label
        assert len(command.help) > len(command.label)
        assert all(key.strip() for key in command.keys.split(","))


def test_no_letter_is_bound_with_priority() -> None:
    urgent = [command for command in COMMANDS.values() if command.priority]
    assert {command.id for command in urgent} == {"global.palette", "global.quit"}
    assert not any(LETTER.match(key) for command in urgent for key in command.keys.split(","))


def test_no_command_hangs_on_a_key_that_terminals_confuse() -> None:
    for command in COMMANDS.values():
        assert set(command.keys.split(",")) - {"ctrl+i", "ctrl+m", "ctrl+j", "alt+enter"}


def test_the_defaults_are_unchanged_without_wishes() -> None:
    table = resolve_keys({})
    assert not table.changed
    assert not table.problems
    assert table.keys.keys() == COMMANDS.keys()


def test_a_wish_is_granted_for_the_whole_map() -> None:
    table = resolve_keys({"list.new": "f11", "list.edit": "ctrl+f11, f12"})
    assert table.changed
    assert table.keys["list.new"] == "f11"
    assert table.keys["list.edit"] == "ctrl+f11,f12"
    assert table.keys.keys() == COMMANDS.keys()
    assert not table.problems


def test_two_commands_can_change_places() -> None:
    table = resolve_keys({"list.new": "e", "list.edit": "n"})
    assert not table.problems
    assert (table.keys["list.new"], table.keys["list.edit"]) == ("e", "n")


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"list.nonsense": "a"}, "no command 'list.nonsense'"),
        ({"list.new": ""}, "is no key"),
        ({"global.help": "ctrl+nonsense"}, "'ctrl+nonsense' is no key"),
        ({"global.help": "f1, nonsense"}, "'nonsense' is no key"),
        ({"global.help": "ctrl+ctrl+a"}, "is no key"),
        ({"global.help": "control+a"}, "is no key"),
        ({"global.help": "f25"}, "is no key"),
        ({"global.help": "return"}, "is no key"),
        ({"list.new": "ctrl+i"}, "many terminals"),
        ({"list.new": "e"}, "e is taken by list.edit; n is kept"),
        ({"list.new": "u"}, "u is taken by global.undo"),
        ({"global.undo": "n"}, "n is taken by"),
        ({"accounts.tree": "n"}, "n is taken by list.new"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_reported_and_left_out(wishes: dict[str, str], said: str) -> None:
    table = resolve_keys(wishes)
    assert len(table.problems) == 1
    assert said in table.problems[0]
    assert not table.changed


@pytest.mark.parametrize(
    "key",
    ["f24", "ctrl+f12", "ctrl+shift+left", "alt+enter", "ä", "%", "full_stop", "slash", "ctrl+alt+pageup"],
)
def test_what_a_terminal_sends_is_a_key(key: str) -> None:
    assert is_key(key)


def test_every_key_of_the_registry_is_a_key() -> None:
    keys = {key.strip() for command in COMMANDS.values() for key in command.keys.split(",")}
    assert [key for key in keys if not is_key(key)] == []


def test_keys_of_panes_that_are_never_live_together_do_not_clash() -> None:
    assert not resolve_keys({"risks.view": "t"}).problems


@given(st.dictionaries(st.sampled_from(sorted(COMMANDS)), st.text(max_size=12), max_size=6))
def test_any_wishes_give_a_whole_map_without_clash(wishes: dict[str, str]) -> None:
    table = resolve_keys(wishes)
    assert table.keys.keys() == COMMANDS.keys()
    assert list(clashes(table.keys)) == []


def test_keys_are_shown_as_people_read_them() -> None:
    assert show_keys("j,down") == "j ↓"
    assert show_key("ctrl+p") == "^p"
    assert show_key("escape") == "esc"
    assert show_key("f1") == "F1"
    assert show_key("?") == "?"
    assert show_key("+") == "+"
    assert show_key("question_mark") == "?"


def test_bindings_carry_id_label_and_tooltip() -> None:
    found = bindings("today", "list.new")
    assert [binding.id for binding in found if isinstance(binding, Binding)] == [
        "today.note-done",
        "today.calendar",
        "list.new",
    ]
    binding = found[-1]
    assert isinstance(binding, Binding)
    assert binding.id == "list.new"
    assert binding.tooltip == COMMANDS["list.new"].help


def test_unknown_bindings_are_refused() -> None:
    with pytest.raises(KeyError):
        bindings("list.nonsense")


@pytest.mark.parametrize("widget", [Listing, Board])
def test_the_keys_of_a_widget_are_those_of_the_registry(widget: type) -> None:
    bound = {binding.id: binding.key for binding in widget.__dict__["BINDINGS"]}
    assert {name: COMMANDS[name].keys for name in bound} == bound
    assert set(declared(widget)) == set(bound)


def test_the_registry_needs_no_textual() -> None:
    code = "import sys, kapta_tui.commands; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
