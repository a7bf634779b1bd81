"""The views that count risks: what they show, and the way from a count to its risks and back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from textual import on
from textual.content import Content

from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.dialogs.explanation import Explanation, Reasoning
from kapta_tui.screens.filtered import hiding
from kapta_tui.screens.risks import faces
from kapta_tui.screens.risks.boarding import RiskBoarding
from kapta_tui.screens.risks.choosing import why_empty, why_no_matrix
from kapta_tui.screens.risks.loading import Wish, wanted_ids
from kapta_tui.screens.risks.quick import ACTIVE, ALL, Quick, joined
from kapta_tui.screens.risks.quickline import QuickLine
from kapta_tui.screens.risks.summary import parts
from kapta_tui.screens.risks.summarylines import Part, Way
from kapta_tui.screens.risks.summing import Found, MatrixFound, OverviewFound, load_matrix, load_overview
from kapta_tui.screens.risks.views import ACTIVE_ONLY, Place, ViewName, has, listing, past
from kapta_tui.widgets.cellmatrix import CellMatrix, Face
from kapta_tui.widgets.header import HeaderLine
from kapta_tui.widgets.sheets import SectionSheet
from kapta_tui.widgets.toast import show_reason


class RiskViewing(RiskBoarding):
    """Matrix and overview; `place` is what is shown, and where Esc goes back to is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._quick = ACTIVE
        self._person: str | None = None
        self._back: list[Place] = []
        self._matrix: MatrixFound | None = None
        self._parts: Sequence[Part] = ()

    @property
    def place(self) -> Place:
        """What is shown."""
        return Place(self.view, self._quick, self.filter_text, self._person)

    @property
    def wish(self) -> Wish:
        """What is asked of the store for the view in use."""
        shell, by = self.shell, self.by if self.is_board else ""
        text = joined(self._quick, self.filter_text)
        return Wish(text, (), by, shell.user, shell.today, shell.account_filter, self._person)

    @property
    def quick_shown(self) -> Quick:
        """The quick filter as the title calls it: of active risks alone in the matrix, and of whom."""
        quick = self._quick
        if self.view == "matrix" and quick.key in ("all", "closed"):
            quick = replace(quick, noun="active")
        if self._person is None:
            return quick
        return replace(quick, noun=f"{quick.noun} of {self._person or 'nobody'}")

    def ask_counts(self) -> None:
        """Ask for what the matrix or the overview shows."""
        wish = self.wish
        if self.view == "matrix":
            self.ask("risks", partial(load_matrix, wish=wish), self._show_matrix)
        else:
            before = f"{past(self._quick)} {self.filter_text}".strip()
            self.ask("risks", partial(load_overview, wish=wish, past=before), self._show_overview)

    def _show_matrix(self, answer: MatrixFound | KaptaError) -> None:
        if isinstance(answer, KaptaError):
            self.show_filter_error(answer)
            return
        is_first = self._matrix is None or not self._matrix.matrix.cells
        self._matrix, grid = answer, answer.matrix
        self.matrix.empty = self._why_empty(answer.found)
        rows = faces.heads("severity", grid.severities, answer.found.playbook) if grid.cells else []
        columns = faces.heads("likelihood", grid.likelihoods, answer.found.playbook) if grid.cells else []
        self.matrix.set_heads(rows, columns)
        if is_first and grid.cells:
            # What matters most is what one looks for.
            self.matrix.select(*faces.gravest(grid))
        self._say_cell()
        self.shown_now(answer.found)

    def _show_overview(self, answer: OverviewFound | KaptaError) -> None:
        if isinstance(answer, KaptaError):
            self.show_filter_error(answer)
            return
        found = answer.found
        has_any = found.totals.count or any(one.count for one in answer.closed)
        self._parts = parts(answer, self.quick_shown.noun, self.shell.features_off) if has_any else ()
        self.overview.empty = self._why_empty(found)
        self.overview.set_sections([part.section for part in self._parts])
        self.shown_now(found)

    @abstractmethod
    def shown_now(self, found: Found) -> None:
        """Say in the title what the view that was just filled shows."""

    def _why_empty(self, found: Found) -> Content:
        if self.view == "matrix" and self._quick.key == "closed" and not found.is_empty:
            return why_no_matrix(self._quick)
        reset = hiding(self.shell, found.hidden, "risk")
        return why_empty(self._quick, self.filter_text, reset, is_store_empty=found.is_empty)

    def face(self, row: str, column: str, height: int, width: int) -> Face:
        """Return what a cell of the matrix shows."""
        if self._matrix is None:
            return Face([])
        return faces.face(self._matrix.matrix, self._matrix.found.playbook, row, column, height, width)

    @on(CellMatrix.Highlighted, "#matrix")
    def _say_cell(self) -> None:
        here = self.matrix.here
        if here is not None and self._matrix is not None:
            self.matrix.show_status(faces.spoken(self._matrix.matrix, self._matrix.found.playbook, *here))

    @on(CellMatrix.Opened, "#matrix")
    def _open_cell(self, event: CellMatrix.Opened) -> None:
        """List the risks of the cell."""
        here = event.matrix.here
        if here is None or self._matrix is None:
            return
        pairs = zip(("severity", "likelihood"), here, strict=True)
        terms = " ".join(has(field, key or None) for field, key in pairs if key != faces.TOTAL)
        self._list(Way(faces.tally(self._matrix.matrix, *here).count, terms, active=True))

    @on(SectionSheet.Opened, "#overview")
    def _open_line(self, event: SectionSheet.Opened) -> None:
        """List the risks that the line counts."""
        for part in self._parts:
            for line in part.lines:
                if (part.key, line.row.key) == (event.section, event.row):
                    self._list(line.ways[event.at])

    def _list(self, way: Way) -> None:
        if not way.number:
            show_reason(self.app, "List", "no risk is counted here")
            return
        self._back.append(self.place)
        self.go_to(listing(self.place, ALL, way.terms, active=way.active, person=way.person))

    def go_to(self, place: Place) -> None:
        """Show a view of the risks that pass the filters of `place`."""
        self._quick, self._person = place.quick, place.person
        self.show_view(place.view)
        if self.filter_text == place.text:
            self.reload()
        else:
            # Watching it reads the rows again.
            self.filter_text = place.text
        self.query_one(QuickLine).choose(self._quick.key)

    def show_view(self, view: ViewName) -> None:
        """Bring another view to the front, with the keyboard."""
        self.view = view
        for name in ("board", "matrix", "overview"):
            self.set_class(name == view, f"-{name}")
        self.query_one(QuickLine).show_view(view)
        self.call_after_refresh(self.pane.focus)

    def show_filter_error(self, error: KaptaError | None) -> None:
        """Say what is wrong with the filter; the header says whose risks alone are shown."""
        super().show_filter_error(error)
        if error is None and self._person is not None:
            whose = f"of {self._person or 'nobody'}"
            self.query_one(HeaderLine).filter_text = " · ".join(filter(None, (self.filter_text, whose)))

    def peel(self) -> bool:
        """Go back to the count whose risks are listed, else clear the typed filter."""
        if self._back:
            self.go_to(self._back.pop())
            return True
        if self._person is not None:
            self._person = None
            self.reload()
            return True
        return super().peel()

    def action_why(self) -> None:
        """Explain the numbers under the cursor."""
        if self.view == "matrix" and self._matrix is not None and self.matrix.here is not None:
            title, sentences = faces.why(self._matrix.matrix, self._matrix.found.playbook, *self.matrix.here)
            self.app.push_screen(Explanation(Reasoning(title, sentences)))
        elif self.view == "overview" and self.overview.here is not None:
            part = next(part for part in self._parts if part.key == self.overview.here[0])
            self.app.push_screen(Explanation(Reasoning(f"Why? · {part.name}", (part.why,))))
        else:
            super().action_why()

    @on(CellMatrix.CopyRequested, "#matrix")
    def _copy_matrix(self) -> None:
        if self._matrix is not None:
            self._copy_cells(faces.copied(self._matrix.matrix, self._matrix.found.playbook), "the matrix")

    @on(SectionSheet.CopyRequested, "#overview")
    def _copy_overview(self) -> None:
        lines = ([part.key, *line.cells] for part in self._parts for line in part.lines)
        self._copy_cells(lines, "the overview")

    def _copy_cells(self, lines: Iterable[Sequence[str]], what: str) -> None:
        from kapta_tui.exchange.writers.guard import neutralise

        text = "\n".join("\t".join(neutralise(" ".join(cell.split())) for cell in line) for line in lines)
        self.app.copy_to_clipboard(text)
        self.shell.toast(f"Copied {what}")

    def action_export(self) -> None:
        """Export the risks that the view shows or counts, with the columns and in the order of the table."""
        if self.view == "table":
            super().action_export()
            return
        text = f"{self.wish.filter} {ACTIVE_ONLY}" if self.view == "matrix" else self.wish.filter
        sort = self.listing.sort
        order = () if sort is None else (f"-{sort[0]}" if sort[1] else sort[0],)
        wish = replace(self.wish, filter=text, sort=order)
        self.ask_to_open("export ids", partial(wanted_ids, wish=wish), self._export)

    def _export(self, ids: tuple[int, ...]) -> None:
        if ids:
            self.ask_for_file(self.listing, ids)
        else:
            show_reason(self.app, "Export…", "there is no risk to export")
