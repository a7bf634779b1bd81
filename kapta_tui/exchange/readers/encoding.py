"""Which encoding a text file is in: byte order marks, then UTF-8, then a guess."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers.source import Source

_CHUNK = 1 << 20
_SAMPLE = 64 * 1024
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Scripts that cannot be taken for Western letters; a guess for anything else is settled by _latin.
_OTHER_SCRIPTS = {
    "big5", "big5hkscs", "cp950", "gb2312", "gbk", "gb18030", "cp932", "shift_jis", "shift_jis_2004",
    "euc_jp", "euc_kr", "cp949", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1255", "cp1256", "cp874",
}  # fmt: skip
_ENOUGH = 12
_LABELS = {"utf_8_sig": "UTF-8", "utf_8": "UTF-8", "utf_16_le": "UTF-16", "utf_16_be": "UTF-16"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file: codec, what to do with broken bytes, and how many NUL characters it holds."""

    codec: str
    errors: str
    nuls: int

    @property
    def label(self) -> str:
        """Return the name people know ("UTF-8", "cp1252")."""
        key = self.codec.replace("-", "_")
        return _LABELS.get(key, self.codec.upper() if key.startswith("utf") else self.codec)


def find_encoding(source: Source, wanted: str | None = None) -> Encoding:
    """Return the encoding of the whole file, read once from end to end.

    `wanted` is taken as it is; UsageError when no such encoding exists or the file does not fit it.
    """
    if wanted is not None:
        return _as_wanted(source, wanted)
    with source.open() as stream:
        head = stream.read(_SAMPLE)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, "replace", _scan(source, codec).nuls)
    zeros = head.count(0)
    if zeros > len(head) // 5:
        codec = "utf-16-le" if head[1::2].count(0) * 2 > zeros else "utf-16-be"
        return Encoding(codec, "replace", _scan(source, codec).nuls)
    scan = _scan(source, "utf-8")
    if scan.fits or _mostly_utf8(scan.sample):
        return Encoding("utf-8", "strict" if scan.fits else "replace", scan.nuls)
    return Encoding(_guess(scan.sample), "replace", scan.nuls)


@dataclass(slots=True)
class _Scan:
    fits: bool = True
    nuls: int = 0
    sample: bytes = b""


def _scan(source: Source, codec: str) -> _Scan:
    """Read the file once: does it fit `codec`, how many NULs, and some lines that are not plain ASCII."""
    found, single = _Scan(), not codec.startswith(("utf-16", "utf-32"))
    decoder = codecs.getincrementaldecoder(codec)()
    with source.open() as stream:
        while True:
            chunk = stream.read(_CHUNK)
            if found.fits:
                try:
                    text = decoder.decode(chunk, final=not chunk)
                except UnicodeDecodeError:
                    found.fits = False
                else:
                    found.nuls += 0 if single else text.count("\0")
            if not chunk:
                return found
            found.nuls += chunk.count(0) if single else 0
            if len(found.sample) < _SAMPLE and not chunk.isascii():
                odd = b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())
                found.sample = _whole_lines(found.sample + odd.replace(b"\0", b"") + b"\n")


def _whole_lines(sample: bytes) -> bytes:
    """Cut at the last line end within the limit: half a character would spoil the guess."""
    if len(sample) <= _SAMPLE:
        return sample
    return sample[: sample.rfind(b"\n", 0, _SAMPLE) + 1] or sample[:_SAMPLE]


def _as_wanted(source: Source, wanted: str) -> Encoding:
    try:
        "".encode(wanted)
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"There is no encoding called {wanted!r}.", "Common ones: utf-8, utf-16, cp1252, latin-1."
        ) from error
    scan = _scan(source, wanted)
    if not scan.fits:
        raise UsageError(
            f"{source.name} is not written in {wanted}.", "Leave the encoding out to have it detected."
        )
    return Encoding(wanted.lower(), "strict", scan.nuls)


def _mostly_utf8(sample: bytes) -> bool:
    """Return whether a few broken bytes stand in an otherwise sound UTF-8 text."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - broken
    return sound > 10 * broken


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    if sum(byte > 127 for byte in sample) >= _ENOUGH:
        best = from_bytes(sample).best()
        if best is not None and best.encoding in _OTHER_SCRIPTS:
            return best.encoding
    return _latin(sample)


def _latin(sample: bytes) -> str:
    """Choose between Western and Central European: the one in which more of the odd bytes are letters."""
    west, east = (_letters(sample, codec) for codec in ("cp1252", "cp1250"))
    return "cp1250" if east > 1.2 * west else "cp1252"


def _letters(sample: bytes, codec: str) -> int:
    text = sample.decode(codec, errors="replace")
    return sum(1 for char in text if char > "\x7f" and char.isalpha())
