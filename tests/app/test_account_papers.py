"""Documents, links, badge and logo on the page of an account (features: rows 7, 9 and 19)."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.widgets import Input

from kapta_tui.data.fingerprint import with_file
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.domain.fields import Values
from kapta_tui.screens.account.papers import badge, logo, opening
from kapta_tui.screens.account.papers.badge import Badge
from kapta_tui.screens.account.papers.documents import DocumentList
from kapta_tui.screens.account.papers.profile import ProfileSheet
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.contrast import LEAST, contrast
from tests.app.account_page import page, value
from tests.app.account_store import NAMES, NAUGHTY, make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page asks the system to open."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return f"Opened {text}"

    monkeypatch.setattr(opening, "open_document", note)
    monkeypatch.setattr(opening, "open_address", note)
    return found


def file_of(store: Store, folder: Path) -> Path:
    """Give the first account a file, one that is missing and a link."""
    path = folder / "offer [1].pdf"
    path.write_text("offer")
    for name, where in (
        ("Offer", str(path)),
        ("Gone [/x]", str(folder / "gone")),
        ("Wiki", "https://w.example/"),
    ):
        values: Values = {"account": 1, "name": name, "path": where}
        store.do(add_record, "documents", with_file("documents", values))
    return path


def png(width: int, height: int) -> bytes:
    """Return a PNG that says it is so large; its pixels are red."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff\0\0" * min(width, 64)) * min(height, 64)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@in_loop
async def test_documents_say_in_words_what_became_of_their_files(tmp_path: Path, opened: list[str]) -> None:
    store = make_store(tmp_path)
    path = file_of(store, tmp_path)
    path.write_text("OTHER")
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        documents = screen.query_one(DocumentList)
        documents.focus()
        await settled(pilot)
        shown = "\n".join(documents.render_line(line).text for line in range(4))
        for words in ("≠ changed", "✗ missing", "→ link"):
            assert words in shown
        await press(pilot, "j", "enter")
        await until(pilot, lambda: bool(opened))
        await press(pilot, "G", "O")
        await until(pilot, lambda: len(opened) == 2)
    assert opened == [str(path), "https://w.example/"]


@in_loop
async def test_a_missing_file_says_how_to_mend_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    file_of(store, tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot)
        screen.query_one(DocumentList).focus()
        await press(pilot, "enter")
        await until(pilot, lambda: any("is missing" in words for words in said(app)))
        assert any("edit the document to say where it is" in words for words in said(app))


@in_loop
async def test_one_link_is_opened_at_once_and_several_are_offered(tmp_path: Path, opened: list[str]) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 1, {"links": ("Slack https://s.example/[x]",)})
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot)
        await press(pilot, "O")
        await until(pilot, lambda: opened == ["https://s.example/[x]"])
        store.do(edit_record, "accounts", 1, {"links": ("Slack https://s.example", "Wiki w.example/a")})
        app.request_refresh()
        await until(pilot, lambda: screen.profile is not None and len(screen.profile.links) == 2)
        screen.query_one(ProfileSheet).focus()
        await press(pilot, "O")
        assert isinstance(app.screen, Pick)
        await type_text(pilot, "wik")
        await press(pilot, "enter")
        await until(pilot, lambda: opened[1:] == ["https://w.example/a"])
        await press(pilot, "y", "enter")
        assert app.clipboard == "https://s.example"


@in_loop
async def test_without_links_the_key_says_how_to_add_one(tmp_path: Path, opened: list[str]) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await page(pilot)
        await press(pilot, "O")
        assert any("has no links" in words.lower() for words in said(app))
    assert opened == []


@in_loop
async def test_a_40_mb_path_is_refused_below_its_field(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        screen.query_one(DocumentList).focus()
        await press(pilot, "n")
        form = app.screen
        assert isinstance(form, FormDialog)
        await type_text(pilot, "Long")
        control = form.query_one("#field-path").query_one(Input)
        control.post_message(events.Paste("x" * 40_000_000))
        await settled(pilot)
        error = form.query_one("#field-path .error")
        assert "40000000 characters; 4096 are allowed" in str(error.render())
        control.post_message(events.Paste("x" * 5_000))
        await press(pilot, "ctrl+s")
        assert "5000 characters; 4096 are allowed" in str(error.render())
    assert value(store, "SELECT count(*) FROM document") == 0


@in_loop
async def test_the_form_completes_paths_and_keeps_the_checksum(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    (tmp_path / "minutes.pdf").write_text("x")
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        screen.query_one(DocumentList).focus()
        await press(pilot, "n")
        await type_text(pilot, "Minutes")
        control = app.screen.query_one("#field-path").query_one(Input)
        control.focus()
        await type_text(pilot, f"{tmp_path}/minu")
        await press(pilot, "tab")
        assert control.value == str(tmp_path / "minutes.pdf")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: value(store, "SELECT size FROM document") == 1)


@pytest.mark.parametrize(
    "name", [*NAMES, *NAUGHTY, "x", "株式会社", "👩‍🚀 Space", "ß", "---", "\u200d", "عربي شركة"]
)
def test_a_badge_has_letters_of_the_name_that_fit_and_can_be_read(name: str) -> None:
    words = badge.letters(name)
    assert 1 <= cell_len(words) <= badge.WIDTH
    assert words.isprintable()
    ground = badge.ground(name)
    assert contrast(badge.ink(ground), ground) >= LEAST
    assert badge.ground(name.upper()) == ground or not name.isascii()


def test_a_badge_begins_the_first_two_words() -> None:
    assert [badge.letters(name) for name in ("Acme Corp", "acme", "株式会社 東京", "🚀", "--")] == [
        "AC", "A", "株", "🚀", "-",
    ]  # fmt: skip


@in_loop
async def test_the_head_of_the_page_shows_the_badge(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, "naughty"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot)
        assert str(screen.query_one(Badge).render()).split("\n") == [" AO  ", "▀▀▀▀▀"]


@in_loop
async def test_a_logo_is_drawn_in_half_blocks(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    (tmp_path / "logo.png").write_bytes(png(48, 24))
    store.do(edit_record, "accounts", 1, {"logo": str(tmp_path / "logo.png")})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        picture = screen.query_one("#logo")
        assert picture.display
        assert str(picture.render()).split("\n") == ["▀" * 24] * 6


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "file missing"),
        (b"no picture", "no picture"),
        (png(60_000, 60_000), "picture too large"),
        (png(10_000, 10_000), "picture too large"),
        (png(48, 24)[:60], "damaged picture"),
    ],
    ids=["missing", "text", "bomb", "large", "cut"],
)
@in_loop
async def test_a_logo_that_cannot_be_drawn_says_why(
    tmp_path: Path, content: bytes | None, fault: str
) -> None:
    store = make_store(tmp_path)
    if content is not None:
        (tmp_path / "logo.png").write_bytes(content)
    store.do(edit_record, "accounts", 1, {"logo": str(tmp_path / "logo.png")})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        assert f"✗ {fault}" in screen.query_one(ProfileSheet).text
        assert not screen.query_one("#logo").display


def test_without_pillow_the_logo_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "PIL", None)
    (tmp_path / "logo.png").write_bytes(png(4, 4))
    found = logo.load_logo(str(tmp_path / "logo.png"))
    assert found is not None
    assert "install kapta-tui[images]" in found.fault
