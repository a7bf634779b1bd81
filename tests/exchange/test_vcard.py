"""Contact cards of every version and habit become key players, and key players become cards again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.export import export_table
from kapta_tui.exchange.pipeline import Options, import_files
from kapta_tui.exchange.readers import open_tables
from tests.exchange.imports import Bench, reasons


def card(*lines: str, version: str = "3.0") -> str:
    """Return a card with these properties."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(content: bytes | str) -> list[dict[str, str]]:
    """Return the rows of a file of cards, what is empty left out."""
    stream = io.BytesIO(content.encode() if isinstance(content, str) else content)
    (table,) = open_tables(stream, "people.vcf")
    rows = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]
    return [{name: text for name, text in row.items() if text} for row in rows]


def export(
    bench: Bench, out: Path, *, wanted: str = "", account: int | None = None, columns: Sequence[str] = ()
) -> int:
    """Export the contacts as cards."""
    with closing(bench.store.connect()) as connection:
        view = View(bench.store.today, bench.store.user, current(connection))
        return export_table(
            connection,
            "contacts",
            view,
            out=out,
            format="vcf",
            filter=wanted,
            account=account,
            columns=columns,
        )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["FN:Ana Ruiz", "N:Ruiz;Ana;;;"], {"name": "Ana Ruiz"}),
        (["N:Ruiz;Ana;Maria;Dr.;PhD"], {"name": "Dr. Ana Maria Ruiz PhD"}),
        (["FN:", "N:;;;;", "EMAIL:ana@acme.test"], {"name": "ana@acme.test", "email": "ana@acme.test"}),
        (["N:;;;;", "ORG:Acme"], {"name": "Acme", "account": "Acme"}),
        (
            ["FN:Ana", "ORG:Acme\\; Sons;Sales;East"],
            {"name": "Ana", "account": "Acme; Sons", "DEPARTMENT": "Sales; East"},
        ),
        (["FN:Ana", "ROLE:Buyer"], {"name": "Ana", "title": "Buyer"}),
        (["FN:Ana", "TITLE:CEO", "ROLE:Buyer"], {"name": "Ana", "title": "CEO", "ROLE": "Buyer"}),
        (
            [
                "FN:Ana",
                "EMAIL:a@x.test",
                "item1.EMAIL;type=INTERNET;type=pref:b@x.test",
                "item1.X-ABLabel:Work",
            ],
            {"name": "Ana", "email": "b@x.test", "further EMAIL": "a@x.test"},
        ),
        (
            ["FN:Ana", "EMAIL;PREF=2:a@x.test", "EMAIL;PREF=1:mailto:b@x.test"],
            {"name": "Ana", "email": "b@x.test", "further EMAIL": "a@x.test"},
        ),
        (
            [
                "FN:Ana",
                "TEL;TYPE=FAX,WORK:1",
                "TEL;TYPE=HOME:2",
                'TEL;VALUE=uri;TYPE="work,voice":tel:+3;ext=4',
            ],
            {"name": "Ana", "phone": "+3 ext. 4", "further TEL": "2; 1"},
        ),
        (["FN:Ana", "NOTE:one\\, two\\nthree\\\\n"], {"name": "Ana", "description": "one, two\nthree\\n"}),
        (["FN:Ana", "UID:urn:uuid:1"], {"name": "Ana", "external_id": "urn:uuid:1"}),
        (["FN:Ana", "RELATED;TYPE=manager;VALUE=text:Bo"], {"name": "Ana", "reports_to": "Bo"}),
        (
            ["FN:Ana", "item2.X-ABRELATEDNAMES:Bo", "item2.X-ABLabel:_$!<Manager>!$_"],
            {"name": "Ana", "reports_to": "Bo"},
        ),
        (
            ["FN:Ana", "item2.X-ABRELATEDNAMES:Cy", "item2.X-ABLabel:_$!<Spouse>!$_"],
            {"name": "Ana", "X-ABRELATEDNAMES": "Cy"},
        ),
        (["FN:Ana", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRg=="], {"name": "Ana"}),
        (["FN:Ana Ma", " ria Ruiz", "NOTE:a", "\tb"], {"name": "Ana Maria Ruiz", "description": "ab"}),
    ],
)
def test_a_property_becomes_a_field(lines: list[str], expected: dict[str, str]) -> None:
    assert read(card(*lines)) == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BC=\r\nller", "Jörg Müller"),
        (b"FN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:J=F6rg", "Jörg"),
        (b"FN;ENCODING=QUOTED-PRINTABLE:J=F6rg", "Jörg"),
        (b"FN;CHARSET=ISO-8859-1:J\xf6rg", "Jörg"),
        (b"FN;CHARSET=UTF-8:J\xc3\xb6rg\r\nNOTE;CHARSET=ISO-8859-1:\xf6", "Jörg"),
        (b"FN;ENCODING=BASE64:SsO2cmc=\r\n", "Jörg"),
        (b"FN:C\\Ana\\; Bo", "C\\Ana; Bo"),
    ],
)
def test_characters_are_those_the_card_names(content: bytes, expected: str) -> None:
    text = b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + content + b"\r\nEND:VCARD\r\n"
    assert read(text)[0]["name"] == expected


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\r\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_encodings_of_the_file(end: str, codec: str) -> None:
    text = "\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Jörg", "END:VCARD", ""]).replace("\n", end)
    assert read(text.encode(codec)) == [{"name": "Jörg"}]


def test_cards_that_are_not_whole_are_read_as_far_as_written_and_told(bench: Bench) -> None:
    text = (
        "hello\nBEGIN:VCARD\nFN:Ana\nthis is no property\nORG:Acme\n"
        "begin:vcard\nFN:Bo\nORG:Acme\nAGENT:\nBEGIN:VCARD\nFN:His agent\nEND:VCARD\nEND:VCARD\n"
    )
    item = bench.one("people.vcf", text, create_accounts=True)
    assert (item.kind, item.preset, item.created) == ("contacts", "vcard", 2)
    assert bench.names("contacts") == ["Ana", "Bo"]
    assert item.notes[:3] == [
        "1 account made from the column 'account'",
        "1 card without an end, read as far as written",
        "1 line that no property begins, left out",
    ]
    assert "1 line outside of all cards, left out" in item.notes


def test_broken_cards_are_rejected_one_by_one_and_can_be_mended(bench: Bench, tmp_path: Path) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    path, rejects = tmp_path / "people.vcf", tmp_path / "rejected.csv"
    text = card("FN:Ana", "ORG:Acme") + card("TEL:1") + card("FN:Bo", "TEL:2")
    path.write_text(text, newline="")
    (item,) = import_files(bench.store, [path], Options(rejects=rejects)).files
    assert (item.created, item.rejected) == (1, 2)
    first = item.reasons[0]
    assert (first.place, first.reason) == (
        "record 2 (line 6)",
        "the card names nobody: it has no FN, N, EMAIL or ORG",
    )
    lines = rejects.read_text().splitlines()
    assert lines[0] == "name,account,title,email,phone,description,external_id,reports_to,why_rejected"
    assert lines[2].startswith("Bo,,,,2,,,,")
    rejects.write_text("\n".join([lines[0], lines[2].replace("Bo,", "Bo,Acme")]))
    (mended,) = import_files(bench.store, [rejects]).files
    assert (mended.kind, mended.created, mended.rejected) == ("contacts", 1, 0)


def test_a_group_is_no_person(bench: Bench) -> None:
    text = card("FN:Team", "KIND:group", "ORG:Acme", version="4.0") + card(
        "FN:All", "X-ADDRESSBOOKSERVER-KIND:group"
    )
    item = bench.one("people.vcf", text)
    assert item.skips == {"the card of a group or of a thing, not of a person": 2}
    assert bench.names("contacts") == []


def test_what_no_field_takes_is_told_and_can_be_kept(bench: Bench) -> None:
    text = card("FN:Ana", "ORG:Acme", "BDAY:1980-01-02", "EMAIL:a@x.test", "EMAIL:b@x.test")
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("people.vcf", text)
    assert item.unmatched == ("further EMAIL", "BDAY")
    again = bench.one("people.vcf", text, create_fields=True)
    assert (again.updated, again.unmatched) == (1, ())
    (ana,) = bench.all("contacts")
    assert ana["further_email"] == "b@x.test"


def test_somebody_called_total_is_no_sum(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("people.vcf", card("FN:Total", "TEL:12345"), account="Acme")
    assert item.created == 1


def test_colleagues_come_in_as_users(bench: Bench) -> None:
    item = bench.one("team.vcf", card("FN:Ana", "EMAIL:ana@own.test"), kind="users")
    assert (item.kind, item.created) == ("users", 1)


def test_cards_from_standard_input_are_known_by_their_first_line(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(card("FN:Ana", "ORG:Acme").encode()))
    monkeypatch.setattr("sys.stdin", stream)
    (item,) = import_files(bench.store, [Path("-")], Options(create_accounts=True)).files
    assert (item.file, item.kind, item.created) == ("standard input", "contacts", 1)


def test_an_export_of_cards_read_back_changes_nothing(bench: Bench, tmp_path: Path) -> None:
    for name in ("Acme", "Beta; Sons"):
        bench.store.do(verbs.add_record, "accounts", {"name": name})
    people: list[dict[str, str]] = [
        {"name": "Ana Ruiz", "email": "ana@acme.test", "title": "CEO; owner, all", "external_id": "X1"},
        {"name": "Ana Ruiz", "description": "long \\n note\n second line", "phone": "+31 20"},
        {"account": "Beta; Sons", "name": f"Jörg {'ü' * 90}", "description": "Größe " * 60},
    ]
    for values in people:
        bench.store.do(verbs.add_record, "contacts", {"account": "Acme", **values})
    out = tmp_path / "people.vcf"
    assert export(bench, out) == 3
    before = bench.dump()
    outcome = import_files(bench.store, [out])
    (item,) = outcome.files
    assert (outcome.event, item.unchanged, item.reasons, item.warnings) == (None, 3, [], [])
    assert bench.dump() == before
    lines = out.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    assert export(bench, out, wanted="Jörg") == 1
    assert export(bench, out, account=1) == 2


def test_an_export_is_found_again_by_what_kapta_calls_it(bench: Bench, tmp_path: Path) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    bench.one("contacts.csv", "account,name\nAcme,Ana\n")
    out = tmp_path / "people.vcf"
    export(bench, out)
    out.write_text(out.read_text().replace("FN:Ana", "FN:Anna Ruiz"))
    (item,) = import_files(bench.store, [out]).files
    assert (item.updated, bench.names("contacts")) == (1, ["Anna Ruiz"])


def test_only_contacts_are_written_as_cards(bench: Bench, tmp_path: Path) -> None:
    with closing(bench.store.connect()) as connection:
        view = View(bench.store.today, bench.store.user, current(connection))
        with pytest.raises(UsageError, match="Only contacts"):
            export_table(connection, "accounts", view, out=tmp_path / "a.vcf", format="vcf")
    with pytest.raises(UsageError, match="no columns to choose"):
        export(bench, tmp_path / "a.vcf", columns=["name"])
    with pytest.raises(UsageError, match="Only contacts"):
        import_files(bench.store, [], Options(rejects=tmp_path / "r.vcf"))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n;,:\\"), max_size=120)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXTS.filter(lambda text: bool(text.strip())), note=TEXTS, title=TEXTS)
def test_any_text_comes_back_from_a_card(
    bench: Bench, tmp_path: Path, name: str, note: str, title: str
) -> None:
    if not bench.all("accounts"):
        bench.store.do(verbs.add_record, "accounts", {"name": "Acme"})
    values = {"account": "Acme", "name": name, "description": note, "title": title}
    bench.store.do(verbs.add_record, "contacts", values)
    out = tmp_path / "people.vcf"
    export(bench, out)
    outcome = import_files(bench.store, [out])
    assert (outcome.event, outcome.rejected, outcome.left_out) == (None, 0, 0), outcome.files


@pytest.mark.parametrize(
    "rank", ["9" * 5000, "\u0669" * 5000, "0" * 5000, "1000"], ids=["nines", "arabic", "zeros", "thousand"]
)
def test_a_preference_beyond_the_scale_is_no_fault(rank: str) -> None:
    lines = ["FN:Ana", f"EMAIL;PREF={rank}:b@x.test", "EMAIL;PREF=1:a@x.test"]
    (row,) = read(card(*lines, version="4.0"))
    assert (row["email"], row["further EMAIL"]) == ("a@x.test", "b@x.test")


@pytest.mark.parametrize(
    "charset",
    ["undefined", "idna", "punycode", "unicode_escape", "rot13", "hex", "mbcs", "nonsense", "\u00e4"],
)
@pytest.mark.parametrize(
    ("encoding", "text"), [("QUOTED-PRINTABLE", "J=C3=BCrgen=20\\x41"), ("BASE64", "SsO8cmdlbiBceDQx")]
)
def test_a_charset_that_is_no_text_is_not_believed(charset: str, encoding: str, text: str) -> None:
    (row,) = read(card(f"FN;CHARSET={charset};ENCODING={encoding}:{text}", version="2.1"))
    assert row["name"] == "J\u00fcrgen \\x41"


@pytest.mark.parametrize("charset", ["ISO-8859-1", "latin1", "Windows-1252", "iso-8859-15"])
def test_a_charset_that_is_text_is_believed(charset: str) -> None:
    (row,) = read(card(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:J=FCrgen", version="2.1"))
    assert row["name"] == "J\u00fcrgen"


def test_a_manager_nobody_knows_is_left_out_and_told(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = card("FN:Ana", "ORG:Acme", "X-MANAGER:Bo") + card("FN:Bo", "ORG:Acme", "X-MANAGER:Cy")
    item = bench.one("people.vcf", text)
    assert (item.created, item.rejected) == (2, 0)
    assert [(cell.record, cell.column, cell.reason) for cell in item.warnings] == [
        (2, "reports_to", "there is no contact 'Cy'")
    ]
    assert {record["name"]: record["reports_to"] for record in bench.all("contacts")} == {
        "Ana": "Bo",
        "Bo": None,
    }
    assert bench.load(("people.vcf", text)).event is None


@pytest.mark.parametrize(
    "name", ["John_Doe_EVOLUTION", "John_Doe_MS_OUTLOOK", "outlook-2003", "gmail-single"]
)
def test_real_cards_come_in_whole_and_once(bench: Bench, samples: Path, name: str) -> None:
    path = samples / "vcard" / f"{name}.vcf"
    options = Options(create_accounts=True)
    (item,) = import_files(bench.store, [path], options).files
    assert (item.created, item.rejected) == (1, 0)
    (contact,) = bench.all("contacts")
    assert None not in [contact[field] for field in ("account", "title", "phone", "email", "description")]
    assert import_files(bench.store, [path], options).event is None
    assert reasons(item) == []
