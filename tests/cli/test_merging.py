"""`kapta account merge`: the preview, what is taken over, and what is refused (features: row 29)."""

from __future__ import annotations

import pytest

from tests.cli.program import Program

GONE = "Zoë [/oops] 日本"


@pytest.fixture
def kapta(full: Program) -> Program:
    """Two customers that are one: Acme Corp with everything, and one below it with values of its own."""
    full("account", "edit", "Acme Corp", "--website", "acme.com", "--external-id", "A1")
    full(
        "account", "edit", GONE, "--website", "acme.jp", "--external-id", "Z9", "--description", "two\nlines"
    )
    full("contact", "add", GONE, "--name", "Kenji")
    return full


def test_the_preview_is_a_table_and_writes_nothing(kapta: Program) -> None:
    before = kapta("export", "all", "--format", "json").out
    shown = kapta("account", "merge", "Acme Corp", GONE, "--take", "website", "--preview")
    rows = {row[0]: row[1:] for row in shown.lines}
    assert rows["Website"] == ["acme.com", "acme.jp", "acme.jp"]
    assert rows["Name"] == ["Acme Corp", GONE, "Acme Corp"]
    assert rows["Contacts"] == ["1", "1", "2"]
    assert "A later import of external id Z9 would make Zoë [/oops] 日本 anew" in shown.err
    assert shown.err.endswith("Nothing is written: this is a preview.\n")
    assert kapta("export", "all", "--format", "json").out == before


def test_the_preview_is_an_object_for_programs(kapta: Program) -> None:
    found = kapta("account", "merge", "Acme Corp", GONE, "--preview", "--json").json
    assert (found["kept"]["name"], found["gone"]["name"]) == ("Acme Corp", GONE)
    fields = {field.pop("field"): field for field in found["fields"]}
    assert fields["website"] == {"kept": "acme.com", "gone": "acme.jp", "result": "acme.com", "choice": True}
    assert (fields["parent"]["result"], fields["parent"]["choice"]) == (None, False)
    assert {"kind": "contacts", "kept": 1, "gone": 1, "result": 2} in found["moves"]
    assert any("external id Z9" in remark for remark in found["remarks"])


def test_a_merge_takes_what_is_named_keeps_the_rest_and_is_undone(kapta: Program) -> None:
    done = kapta("account", "merge", "Acme Corp", GONE, "--take", "website,owner", "--json")
    assert (done.json["website"], done.json["owner"], done.json["external_id"]) == ("acme.jp", "omar", "A1")
    assert done.err.startswith(f"Merged account {GONE} into Acme Corp: 1 contact")
    assert "Note: A later import of external id Z9" in done.err
    names = [contact["name"] for contact in kapta("contact", "list", "Acme Corp", "--json").json]
    assert names == ["Ana Ruiz", "Kenji"]
    assert kapta("account", "show", GONE).code == 1
    kapta("undo")
    assert kapta("account", "show", GONE, "--json").json["website"] == "acme.jp"


def test_who_stands_in_both_is_said_and_counted_once(kapta: Program) -> None:
    kapta("contact", "add", GONE, "--name", "ána ruiz", "--phone", "123")
    shown = kapta("account", "merge", "Acme Corp", GONE, "--preview")
    assert {row[0]: row[1:] for row in shown.lines}["Contacts"] == ["1", "2", "2"]
    assert "1 contact of both becomes one: Ana Ruiz (both).\n" in shown.err
    (united,) = kapta("account", "merge", "Acme Corp", GONE, "--preview", "--json").json["united"]
    assert (united["kind"], united["kept"]["name"], united["gone"]["name"]) == (
        "contacts",
        "Ana Ruiz",
        "ána ruiz",
    )
    done = kapta("account", "merge", "Acme Corp", GONE)
    assert f"Merged account {GONE} into Acme Corp: 1 contact; united Ana Ruiz (both)" in done.err
    found = kapta("contact", "list", "Acme Corp", "--json").json
    assert sorted((contact["name"], contact["phone"]) for contact in found) == [
        ("Ana Ruiz", "123"),
        ("Kenji", None),
    ]


def test_who_stands_in_both_stays_two_where_that_is_asked_for(kapta: Program) -> None:
    kapta("contact", "add", GONE, "--name", "Ana Ruiz", "--phone", "123")
    merge = ("account", "merge", "Acme Corp", GONE, "--keep-both")
    shown = kapta(*merge, "--preview")
    assert {row[0]: row[1:] for row in shown.lines}["Contacts"] == ["1", "2", "3"]
    assert "1 contact of both stays two: Ana Ruiz (both).\n" in shown.err
    assert kapta(*merge, "--preview", "--json").json["united"] == []
    assert f"Merged account {GONE} into Acme Corp: 2 contacts" in kapta(*merge).err
    names = [contact["name"] for contact in kapta("contact", "list", "Acme Corp", "--json").json]
    assert sorted(names) == ["Ana Ruiz", "Ana Ruiz", "Kenji"]


def test_of_a_feature_that_is_off_nothing_is_previewed_or_said(kapta: Program) -> None:
    for account in ("Acme Corp", GONE):
        kapta("document", "add", account, "--name", "Secret plan", "--path", "https://x.test/a")
    assert "Secret plan" in kapta("account", "merge", "Acme Corp", GONE, "--preview").err
    book = kapta("playbook", "show").out.replace("\ndocuments = true", "\ndocuments = false")
    assert kapta("playbook", "import", "-", stdin=book).code == 0
    merge = ("account", "merge", "Acme Corp", GONE)
    found = kapta(*merge, "--preview", "--json")
    assert found.json["united"] == []
    assert "documents" not in {move["kind"] for move in found.json["moves"]}
    for said in (found, kapta(*merge, "--preview"), kapta(*merge), kapta("log")):
        assert "Secret plan" not in said.out + said.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("Acme Corp", "Acme Corp"), 1, "cannot be merged with itself"),
        (("Acme Corp", "Nobody"), 1, "Nobody"),
        (("Acme Corp", GONE, "--take", "colour"), 2, "no field 'colour' to take over"),
        (("Acme Corp", GONE, "--take", "parent"), 2, "follows from the family"),
        (("Acme Corp",), 2, "GONE"),
    ],
)
def test_what_cannot_be_merged_is_refused(
    kapta: Program, arguments: tuple[str, ...], code: int, words: str
) -> None:
    refused = kapta("account", "merge", *arguments)
    assert (refused.code, refused.out) == (code, "")
    assert words in refused.err
