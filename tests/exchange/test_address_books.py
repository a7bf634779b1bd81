"""Address books of mail programs as CSV: who somebody is comes in, whatever the program calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.exchange.pipeline import Options, import_files
from tests.exchange.imports import Bench

GOOGLE = (
    "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,Organization Name,Organization Title,Notes,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Birthday\n"
    "Ana,,Ruiz,Dr.,,,Acme,CEO,From the fair,Work,a@acme.test ::: b@acme.test,c@acme.test,Work,+1 ::: +2,1980-01-02\n"
    ",,,,,Bo,Acme,,,,,bo@acme.test,,,\n"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Job Title,Business Street,Business Phone,Mobile Phone,"
    "E-mail Address,E-mail Display Name,Manager's Name,Notes\n"
    "Dr.,Ana,,Ruiz,,Acme,CEO,Main 1,,+2,a@acme.test,Ana,Bo Lind,From the fair\n"
    "Mr.,Bo,,Lind,,Acme,,,+3,+4,,,Nobody,\n"
)
GERMAN = (
    "Vorname,Nachname,Firma,Position,Straße geschäftlich,Telefon geschäftlich,E-Mail-Adresse,Notizen\n"
    "Ana,Ruiz,Acme,Chefin,Weg 1,+1,a@acme.test,Messe\n"
)
LINKEDIN = (
    'Notes:\n"When exporting your connection data, some may be missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://linkedin.test/ana,,Acme,CEO,01 Feb 2026\n"
)
FIELDS = ("name", "account", "title", "email", "phone", "description", "reports_to")


def people(bench: Bench) -> list[list[object]]:
    """Return the filled fields of all contacts."""
    return [[record[name] for name in FIELDS] for record in bench.all("contacts")]


@pytest.mark.parametrize(
    ("text", "preset", "expected", "left_out"),
    [
        (
            GOOGLE,
            "google-contacts",
            [
                ["Bo", "Acme", None, "bo@acme.test", None, None, None],
                ["Dr. Ana Ruiz", "Acme", "CEO", "a@acme.test", "+1", "From the fair", None],
            ],
            ("E-mail 1 - Label", "E-mail 2 - Value", "Phone 1 - Label", "Birthday"),
        ),
        (
            OUTLOOK,
            "outlook-contacts",
            [
                ["Ana Ruiz", "Acme", "CEO", "a@acme.test", "+2", "From the fair", "Bo Lind"],
                ["Bo Lind", "Acme", None, None, "+3", None, None],
            ],
            ("Title", "Business Street", "Mobile Phone", "E-mail Display Name"),
        ),
        (
            GERMAN,
            "outlook-contacts",
            [["Ana Ruiz", "Acme", "Chefin", "a@acme.test", "+1", "Messe", None]],
            ("Straße geschäftlich",),
        ),
        (
            LINKEDIN,
            "linkedin",
            [["Ana Ruiz", "Acme", "CEO", None, None, None, None]],
            ("URL", "Connected On"),
        ),
    ],
    ids=["google", "outlook", "outlook in German", "linkedin"],
)
def test_an_address_book_comes_in_once(
    bench: Bench, text: str, preset: str, expected: list[list[object]], left_out: tuple[str, ...]
) -> None:
    item = bench.one("people.csv", text, create_accounts=True)
    assert (item.preset, item.kind, item.rejected, people(bench)) == (preset, "contacts", 0, expected)
    assert item.unmatched == left_out
    assert bench.load(("people.csv", text)).event is None


@pytest.mark.parametrize("label", ["Type", "Label"])
def test_google_tells_the_manager_among_related_people(bench: Bench, label: str) -> None:
    text = (
        "Given Name,Family Name,Organization Name,E-mail 1 - Value,"
        f"Relation 1 - {label},Relation 1 - Value,Relation 2 - {label},Relation 2 - Value\n"
        "Ana,Ruiz,Acme,a@acme.test,Spouse,Cy,* Manager,Bo Lind ::: Cy\n"
        "Bo,Lind,Acme,,manager,Nobody,,\n"
        "Cy,Bel,Acme,,Assistant,Bo Lind,,\n"
    )
    item = bench.one("people.csv", text, create_accounts=True)
    assert [(record["name"], record["reports_to"]) for record in bench.all("contacts")] == [
        ("Ana Ruiz", "Bo Lind"),
        ("Bo Lind", None),
        ("Cy Bel", None),
    ]
    assert [(cell.line, cell.column, cell.reason) for cell in item.warnings] == [
        (3, "Relation 1 - Value", "there is no contact 'Nobody'")
    ]
    said = f"'Relation 1 - Value' is read where 'Relation 1 - {label}' says manager or supervisor"
    assert said in item.notes
    assert bench.load(("people.csv", text)).event is None


@pytest.mark.parametrize(
    "card",
    [
        "X-MS-MANAGER:Bo Lind",
        "X-MANAGER:Bo Lind",
        "RELATED;TYPE=manager;VALUE=text:Bo Lind",
        "RELATED;TYPE=supervisor;VALUE=text:Bo Lind",
        "RELATED;TYPE=manager:urn:uuid:b0",
    ],
)
def test_a_card_tells_the_manager(bench: Bench, card: str) -> None:
    cards = [("Ana Ruiz", "a0", card), ("Bo Lind", "b0", "RELATED;TYPE=agent;VALUE=text:Ana Ruiz")]
    text = "".join(
        f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nUID:urn:uuid:{uid}\nORG:Acme\n{line}\nEND:VCARD\n"
        for name, uid, line in cards
    )
    bench.one("people.vcf", text, create_accounts=True)
    assert [(record["name"], record["reports_to"]) for record in bench.all("contacts")] == [
        ("Ana Ruiz", "Bo Lind"),
        ("Bo Lind", None),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("all", ["Display Name", "Company", "Job Title", "work@example.com", "300", "Notes", None]),
        (
            "gmail",
            [
                "Prefix Firstname Middle Lastname Suffix",
                "company",
                "jobtitle",
                "home@aaa.pl",
                "pager",
                'note"note',
                None,
            ],
        ),
        ("outlook", ["test1@domain.tld", "Own", None, "test1@domain.tld", None, None, None]),
        ("tb_plain", ["Displayname", "Organization", "title", "test@domain.tld", "phone work", None, None]),
    ],
)
def test_real_address_books(bench: Bench, samples: Path, name: str, expected: list[object]) -> None:
    path = samples / "contacts-csv" / f"{name}.csv"
    options = Options(create_accounts=True, account="Own")
    (item,) = import_files(bench.store, [path], options).files
    assert (item.created, people(bench)) == (1, [expected])
    assert import_files(bench.store, [path], options).event is None


@pytest.mark.parametrize("is_dry", [True, False])
def test_columns_without_a_value_are_not_told_as_left_out(bench: Bench, is_dry: bool) -> None:
    bench.one("accounts.csv", "name\nOwn\n")
    text = "Name,Account,Pager,Zodiac,Spouse\nAna,Own,, ,\nBo,Own,,,Cy\n"
    assert bench.one("contacts.csv", text, dry_run=is_dry).unmatched == ("Spouse",)
    empty = bench.one("contacts.csv", "Name,Account,Pager\nDi,Own,\n", dry_run=is_dry)
    assert (empty.unmatched, empty.created) == ((), 1)
