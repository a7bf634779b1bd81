"""Importing files: from paths to records in one change, with an outcome for every table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kapta_tui.data.read.playbook import current_text
from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.domain.fields import Kind
from kapta_tui.domain.kinds import kind_named
from kapta_tui.domain.playbook import Playbook, parse
from kapta_tui.domain.text import one_line
from kapta_tui.exchange import presets
from kapta_tui.exchange.fields import with_fields
from kapta_tui.exchange.joins import complete
from kapta_tui.exchange.kinds import Found, find_kinds
from kapta_tui.exchange.mapping import TableMapping, exact_names, map_columns, read_map, with_account
from kapta_tui.exchange.outcome import FileOutcome, ImportOutcome
from kapta_tui.exchange.readers import Table, open_tables
from kapta_tui.exchange.rejects import check_further, check_rejects, write_rejects
from kapta_tui.exchange.staging import Progress, Staging

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.bulk_load import Load, Tally

_SAMPLE_ROWS = 50


@dataclass(frozen=True)
class Options:
    """How to import; every field is the command line's option of that name.

    `kind` overrules what would be found, `preset` is a name or a TOML file, `preset_folder` holds the
    user's own. `map` is a TOML file of header = field, `match` the one field that recognises records.
    `account` is the account of rows that name none, where their kind belongs to one.
    `second_process` may be set where no other thread of the program works: long files are read by a fork then.
    """

    kind: str | None = None
    preset: str | None = None
    preset_folder: Path | None = None
    map: Path | None = None
    sheet: str | None = None
    match: str | None = None
    encoding: str | None = None
    dry_run: bool = False
    strict: bool = False
    rejects: Path | None = None
    account: str = ""
    create_accounts: bool = False
    create_fields: bool = False
    progress: Progress | None = None
    second_process: bool = False


@dataclass
class Planned:
    """One reading of one table of a file: what it will be imported as, or why it will not."""

    table: Table | None
    outcome: FileOutcome
    mapping: TableMapping | None = None
    found: Found | None = None
    staging: Staging | None = field(default=None, repr=False)


def import_files(
    store: Store, sources: Iterable[Path | tuple[str, BinaryIO]], options: Options | None = None
) -> ImportOutcome:
    """Import the files into `store` as one change and return what became of every table.

    A source is a path, `Path("-")` for standard input, or a name with a stream. Files may refer to each
    other. A file that cannot be read, or fits no kind, says so in its outcome and stops no other file.
    Rejected rows that cannot be written after all are said in the outcome too, for the import stands then.

    Raises:
        UsageError: an option cannot be used, or there is only one file and it cannot be read. Nothing was
            changed then.
        StoreError: the store cannot be used.
    """
    options = options or Options()
    sources = list(sources)
    paths = [source for source in sources if isinstance(source, Path)]
    if options.rejects is not None:
        check_rejects(options.rejects, paths)
    plan, text = _plan(store, sources, options)
    complete(plan)
    if options.account:
        _make_room(plan)
    if options.rejects is not None:
        check_further(options.rejects, [table for table, _ in _taken(plan)], paths)
    loads = _loads(plan, options)
    outcome = ImportOutcome([item.outcome for item in plan], dry_run=options.dry_run)
    if loads:
        _run(store, loads, text, plan, options, outcome)
    if options.rejects is not None:
        try:
            for path in write_rejects(options.rejects, _taken(plan)):
                outcome.rejects.append(path)
        except KaptaError as error:
            outcome.unwritten = error
    return outcome


def _plan(
    store: Store, sources: Sequence[Path | tuple[str, BinaryIO]], options: Options
) -> tuple[list[Planned], str]:
    """Return the plan, and the text of a playbook with the fields to be made, if any are."""
    with closing(store.connect()) as connection:
        text = current_text(connection)
    playbook = parse(text)
    tables = [
        (source, table) for source in sources for table in _open(source, options, alone=len(sources) == 1)
    ]
    plan = _plan_tables(tables, options, playbook)
    if not options.create_fields:
        return plan, ""
    wider = with_fields(text, [(item.table, item.mapping) for item in plan if item.table and item.mapping])
    if wider != text:
        return _plan_tables(tables, options, parse(wider)), wider
    return plan, ""


def _name(source: Path | tuple[str, BinaryIO]) -> str:
    """Return what messages call a source."""
    name = source[0] if isinstance(source, tuple) else str(source)
    return Path(name).name if name != "-" else "standard input"


def _open(
    source: Path | tuple[str, BinaryIO], options: Options, *, alone: bool
) -> Sequence[Table | FileOutcome]:
    """Return the tables of a source, or what to say of it instead."""
    stream = source[1] if isinstance(source, tuple) else source
    try:
        return open_tables(stream, _name(source), sheet=options.sheet, encoding=options.encoding)
    except UsageError as error:
        if alone:
            raise
        return [FileOutcome(_name(source), notes=[str(error)])]


def _plan_tables(
    tables: Iterable[tuple[Path | tuple[str, BinaryIO], Table | FileOutcome]],
    options: Options,
    playbook: Playbook,
) -> list[Planned]:
    plan = []
    for source, table in tables:
        for item in _plan_table(table, _name(source), options, playbook):
            item.outcome.path = source if isinstance(source, Path) else None
            plan.append(item)
    return plan


def _plan_table(table: Table | FileOutcome, file: str, options: Options, playbook: Playbook) -> list[Planned]:
    if isinstance(table, FileOutcome):
        return [Planned(None, table)]
    if not table.header:
        return [Planned(table, FileOutcome(file, table.name, details=table.details, notes=list(table.notes)))]
    plans = []
    for found in _found(table, file, options, playbook):
        outcome = FileOutcome(file, table.name, details=table.details)
        if found.why_not:
            outcome.notes.append(f"Nothing imported: {found.why_not}.")
            outcome.unmatched = table.header
            outcome.rows = outcome.skipped = sum(len(batch.rows) for batch in table.batches())
            outcome.skips = {found.why_not: outcome.rows} if outcome.rows else {}
            outcome.notes.extend([*table.notes, *_broken(table)])
            plans.append(Planned(table, outcome, found=found))
            continue
        given = read_map(options.map) if options.map is not None else None
        mapping = map_columns(table.header, found, playbook, given)
        outcome.kind, outcome.preset = mapping.kind.name, mapping.preset
        for column in mapping.columns:
            if column.sources:
                known = outcome.read_as.get(column.header)
                name = column.field.name
                outcome.read_as[column.header] = f"{known}, {name}" if known else name
        outcome.unmatched = mapping.unmatched
        outcome.notes.extend([found.guess] if found.guess else [])
        outcome.notes.extend(mapping.notes)
        staging = Staging(
            table, mapping, playbook, progress=options.progress, elsewhere=options.second_process
        )
        plans.append(Planned(table, outcome, mapping, found, staging))
    return plans


def _broken(table: Table) -> list[str]:
    """Return a remark on the rows that could not be cut into cells, of a table that is not imported."""
    broken = [(at, row) for at, row in enumerate(table.rows, start=1) if row.problem]
    if not broken:
        return []
    at, row = broken[0]
    place = f"record {at} (line {row.line})" if table.holds_records else f"row in line {row.line}"
    more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    return [f"Broken {place}{more}: {row.problem}"]


def _found(table: Table, file: str, options: Options, playbook: Playbook) -> list[Found]:
    wanted: Kind | None = kind_named(options.kind) if options.kind else None
    if options.preset is not None:
        chosen = presets.named(options.preset, options.preset_folder)
        found = _by_chosen(chosen, table, file, wanted, playbook)
        if found:
            return found
    batch = next(table.batches(_SAMPLE_ROWS), None)
    cells = frozenset(cell for row in (batch.rows if batch else ()) for cell in row)
    known = [*_own_presets(options.preset_folder), *presets.shipped().values()]
    names = [table.name, Path(file).stem]
    return find_kinds(names, table.header, cells, exact_names(playbook), known, wanted, table.format)


def _by_chosen(
    chosen: presets.Preset, table: Table, file: str, wanted: Kind | None, playbook: Playbook
) -> list[Found]:
    """Read the table by the preset that was asked for, whatever its header looks like."""
    marked = replace(
        chosen, all_of=(presets.header_key(table.header[0]),), any_of=(), cells=frozenset(), format=""
    )
    names = [table.name, Path(file).stem]
    found = find_kinds(names, table.header, frozenset(), exact_names(playbook), [marked], wanted)
    return [Found(chosen, item.shape, item.why_not) if item.preset is marked else item for item in found]


def _own_presets(folder: Path | None) -> list[presets.Preset]:
    if folder is None or not folder.is_dir():
        return []
    return [presets.read(path) for path in sorted(folder.glob("*.toml"))]


def _make_room(plan: Sequence[Planned]) -> None:
    """Give rows that name no account room for the one of the options. Raises UsageError where there are none."""
    is_used = False
    for item in plan:
        if item.mapping is not None and item.staging is not None and item.mapping.kind.owner == "account":
            item.mapping = item.staging.mapping = with_account(item.mapping)
            is_used = True
    if not is_used and any(item.mapping for item in plan):
        raise UsageError(
            "Nothing in the files belongs to an account, so that one for all rows is of no use.",
            "Leave the account out, or say what the rows are.",
        )


def _loads(plan: Sequence[Planned], options: Options) -> list[Load]:
    loads = []
    for number, item in enumerate(plan):
        if item.staging is not None and item.mapping is not None:
            match = _match_keys(item.mapping, options)
            account = one_line(options.account)
            loads.append(
                item.staging.load(
                    number,
                    match,
                    create_accounts=options.create_accounts,
                    account=account,
                    folder=_folder(item.outcome.path),
                )
            )
    return loads


def _folder(path: Path | None) -> Path | None:
    """Return the folder of a file, None for what comes in through a pipe."""
    return path.absolute().parent if path is not None and path.is_file() else None


def _match_keys(mapping: TableMapping, options: Options) -> tuple[str, ...]:
    if options.match is None:
        return mapping.kind.match
    allowed = {"external_id", "name", "email", "code"} & mapping.kind.by_name.keys()
    if options.match not in allowed:
        raise UsageError(
            f"{mapping.kind.name.capitalize()} cannot be recognised by '{options.match}'.",
            f"Use one of: {', '.join(sorted(allowed))}.",
        )
    return (options.match,)


def _run(
    store: Store,
    loads: Sequence[Load],
    text: str,
    plan: Sequence[Planned],
    options: Options,
    outcome: ImportOutcome,
) -> None:
    from kapta_tui.data.write.bulk import RolledBack, import_tables

    names = list(dict.fromkeys(item.outcome.file for item in plan if item.mapping is not None))
    source = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    try:
        done = store.do(
            import_tables,
            loads,
            source=source,
            dry_run=options.dry_run,
            strict=options.strict,
            playbook=text,
        )
        outcome.event, outcome.sentence, outcome.people = done.event, done.sentence, done.value
    except RolledBack as kept:
        outcome.people = kept.people
        outcome.rolled_back = not options.dry_run
    for item in plan:
        if item.staging is not None:
            item.outcome.take(item.staging.tally)
            item.outcome.unmatched = item.staging.left_out
        if item.table is not None:
            item.outcome.notes.extend(note for note in item.table.notes if note not in item.outcome.notes)


def _taken(plan: Sequence[Planned]) -> list[tuple[Table, list[Tally]]]:
    """Return every table that is imported with what is tallied of each of its readings."""
    tables: dict[int, tuple[Table, list[Tally]]] = {}
    for item in plan:
        if item.table is not None and item.staging is not None:
            tables.setdefault(id(item.table), (item.table, []))[1].append(item.staging.tally)
    return list(tables.values())
