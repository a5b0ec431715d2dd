"""What a line of an IKI document is: the line of a position, the head of a part, a title, a row of cells, or text."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

from kgkesos.reading.columns import role
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.markup import plain
from kgkesos.reading.once import between, once, printed
from kgkesos.reading.table import head

# A number, a Roman numeral or a letter (the same one twice after "z") before a part or an item.
_ARABIC, _ROMAN = r"\d{1,2}", r"[ivxIVX]{1,5}"
_TWICE = "|".join(letter * 2 for letter in string.ascii_letters)
NUMBER = rf"(?:{_ARABIC}|{_ROMAN}|{_TWICE}|[A-Za-z])"
# What may stand before the words of a printed line: signs and tags.
_BEFORE = r"(?:\W|</?[A-Za-z][^<>]*>)*"
# A line, as printed, that names a position: with a colon and a name, or in capitals with one of them or a number.
POSITION = re.compile(
    rf"^{_BEFORE}(?:{NUMBER}\s*\\?[.)]{_BEFORE})?(?:NAMA\s+)?JABATAN\b{_BEFORE}:{_BEFORE}\w"
    rf"|^{_BEFORE}{NUMBER}\s*\\?[.)]{_BEFORE}(?-i:(?:NAMA\s+)?JABATAN\b)(?:{_BEFORE}:{_BEFORE}|\s[^:]*)?$"
    rf"|^{_BEFORE}(?-i:(?:NAMA\s+)?JABATAN)(?:{_BEFORE}:{_BEFORE}|\s+\w[^:]*)$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"^\W*(?P<nomor>{NUMBER}\s*[.)])?\s*(?:NAMA\s+)?JABATAN\s*:\s*(?P<nama>.*)$", re.IGNORECASE | re.DOTALL
)
_BARE = re.compile(
    rf"^\W*(?P<nomor>{NUMBER}\s*[.)])?\s*(?:NAMA\s+)?(?P<kata>JABATAN)(?:\s+(?P<nama>\w[^:]*))?$", re.IGNORECASE
)
_PART = re.compile(
    rf"^\W*(?:(?P<nomor>{NUMBER})\s*[.)])?\s*(?P<kata>TUGAS|FUNGSI)(?:\s+POKOK)?\s*(?P<titik>:\s*(?P<isi>.*))?$",
    re.DOTALL | re.IGNORECASE,
)
_CAPITALISED = r"[A-Z][A-Za-z]*(?:[ /&,-]+[A-Z][A-Za-z]*)*"
_OTHER = re.compile(
    rf"^\W*(?:(?P<nomor>{_ARABIC}|{_ROMAN})\s*[.)])?\s*(?P<nama>{_CAPITALISED})\s*:\s*(?P<isi>.*)$",
    re.DOTALL,
)
_ITEM = re.compile(
    rf"^\s*(?:[-–•●▪*+]\s*|o\s+)?(?P<huruf>{NUMBER}|[a-z]{{2}}|[A-Z]{{2}})\s*[.)]\s+(?P<teks>.*)$", re.DOTALL
)
_ITEM_HEAD = re.compile(rf"^\W*(?:{NUMBER}\s*[.)])?$")
TITLE = "INDIKATOR KINERJA INDIVIDU"
_TITLE = re.compile(rf"^\W*{TITLE}(?:\s*\(\s*IKI\s*\))?\W*$", re.IGNORECASE)
# The words of a table's head in one run: the cells were spread over the lines.
_SPREAD = re.compile(r"^\W*(?:NO(?:MOR)?\b\W*)?(?:KINERJA|SASARAN)\b.*\bINDIKATOR\b", re.IGNORECASE)
_SMALL_WORD = re.compile(r"(?<![\w/])(?!dan\b)[a-z]")
# Half a pair of marks, whose other half stands on another line or in another cell.
_EMPHASIS = re.compile(r"\*{2,3}|(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])")
_BETWEEN = re.compile(r"[\t|]")
_TAB, _BAR = re.compile(r"\t"), re.compile(r"(?<!\\)\|")
# Without one of these a line is clean but for its spaces.
_MARKED = re.compile(r"[<&\\$*_\t|]")
# What the line of a position, the head of a part or a table, a title or a row holds; marks may stand inside the words.
_TELLS = re.compile(rf"[jJ](?i:abatan)|[tT](?i:ugas)|[fF](?i:ungsi)|[iIıİ](?i:ndikator)|{_MARKED.pattern}")
_ESCAPED = re.compile(r"\\(?=[-.#*_()\[\]+!|])")
# Four letters: shorter words in capitals before a colon are abbreviations inside an item, not the head of a part.
_SHORTEST_HEAD = 4
# The title of a column is short.
_LONGEST_TITLE = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that names a position; the name is None where it is not on the line. ``sure``: it has a colon."""

    name: Excerpt | None
    sure: bool
    numbered: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The head of a part: its word (TUGAS or FUNGSI; another part's as printed), its number, the text after it."""

    word: str
    number: str | None
    text: Excerpt


@once
def clean(source: Source, number: int) -> Excerpt:
    """Line ``number`` as a reader sees it: no tags, no marks of emphasis, cells one after another, single spaces."""
    line = source.line(number)
    if not _MARKED.search(line.text):
        return line.squeezed()
    return join(_unmarked_cells(source, number)).squeezed()


@once
def _telling(source: Source) -> tuple[int, ...]:
    found = _TELLS.finditer(source.text)
    return tuple(dict.fromkeys(source.line_of(match.start()) for match in found))


def telling(source: Source, first: int, until: int) -> Sequence[int]:
    """The lines from ``first`` up to ``until`` (not included) that may be of a position, a part, a title or a row.

    Most lines of a table whose cells were spread are none of these, and are passed over.
    """
    return between(_telling(source), first, until)


@once
def _unmarked_cells(source: Source, number: int) -> tuple[Excerpt, ...]:
    return tuple(cell for cell in map(_unmarked, _cells(source.line(number))) if cell)


def _cells(line: Excerpt) -> tuple[Excerpt, ...]:
    """The cells of ``line``, parted by tabs, else by bars; one where it has neither."""
    if "\t" not in line.text and "|" not in line.text:
        return (line,)
    return tuple(line.splits(_TAB if "\t" in line.text else _BAR))


def _unmarked(cell: Excerpt) -> Excerpt:
    if not _MARKED.search(cell.text):
        return cell.squeezed()
    return plain(cell).sub(_ESCAPED, "").sub(_EMPHASIS, "").squeezed()


def item(line: Excerpt, above: str | None = None) -> re.Match[str] | None:
    """The number or letter (``huruf``) of an item and its text (``teks``), where the clean ``line`` opens one.

    Two unlike letters count on from those of the item ``above``: "ab" after "aa"; elsewhere they are a word.
    """
    match = _ITEM.match(line.text)
    known = match and (re.fullmatch(NUMBER, match["huruf"]) or match["huruf"] == _letters_after(above))
    return match if known else None


def _letters_after(letters: str | None) -> str | None:
    """The two letters that follow two ``letters`` in a list: "ac" after "ab", "ba" after "az"."""
    if not letters or not re.fullmatch("[a-z]{2}|[A-Z]{2}", letters):
        return None
    first, last = letters[0], letters[1]
    return first + chr(ord(last) + 1) if last not in "zZ" else chr(ord(first) + 1) + ("a" if last == "z" else "A")


def blank(source: Source, number: int) -> bool:
    """Whether nothing is printed on line ``number``."""
    return source.is_blank(number)


def is_title(line: Excerpt) -> bool:
    """Whether the clean ``line`` is the title that stands above each position."""
    return bool(_TITLE.match(line.text))


def is_piece_of_title(line: Excerpt) -> bool:
    """Whether the clean ``line`` is the beginning of that title and no more: more than its first letters."""
    return len(line.text) >= _SHORTEST_HEAD and TITLE.startswith(line.text.upper()) and not is_title(line)


def opening(line: Excerpt) -> Opening | None:
    """The position that the clean ``line`` names, or may name where it is not ``sure``."""
    if "jabatan" not in line.text.casefold():
        return None
    if match := _NAMED.match(line.text):
        return Opening(line.group(match, "nama").strip() or None, True, bool(match["nomor"]), True)
    if match := _BARE.match(line.text):
        name = line.group(match, "nama").strip() if match["nama"] else None
        return Opening(name, False, bool(match["nomor"]), match["kata"].isupper())
    return None


def part(line: Excerpt) -> Part | None:
    """The head of TUGAS or FUNGSI on the clean ``line``. Without a colon: alone, in capitals or with a number."""
    said = line.text.casefold()
    match = _PART.match(line.text) if "tugas" in said or "fungs" in said else None
    if not match or not (match["titik"] or match["nomor"] or match["kata"].isupper()):
        return None
    text = line.group(match, "isi") if match["titik"] else Excerpt("", (), ())
    return Part(match["kata"].upper(), match["nomor"], text)


def other_part(line: Excerpt, under: str | None, item: str | None) -> Part | None:
    """The head of another part on the clean ``line``: words in capitals (or capitalised), then a colon.

    ``under`` is the number of the part above, ``item`` that of the last item: where the line's number follows the
    item's and not the part's, and text follows the colon, it is an item.
    """
    match = _OTHER.match(line.text)
    if not match or part(line) or opening(line) or len(match["nama"]) < _SHORTEST_HEAD:
        return None
    number, text, capitals = match["nomor"], line.group(match, "isi"), match["nama"].isupper()
    next_part, next_item = _follows(number, under), _follows(number, item)
    if number is None:
        heads = capitals and (not text or under is None)
    elif capitals:
        heads = next_part or not next_item or not text
    else:
        heads = next_part and not next_item
    return Part(match["nama"], number, text) if heads else None


def _follows(number: str | None, before: str | None) -> bool:
    """Whether ``number`` is the one after ``before``, both Arabic or both Roman."""
    if not number or not before:
        return False
    if number.isdigit() and before.isdigit():
        return int(number) == int(before) + 1
    numerals = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    one, other = before.lower(), number.lower()
    return one in numerals and other in numerals and numerals.index(other) == numerals.index(one) + 1


@once
def printed_cells(source: Source, number: int) -> tuple[Excerpt, ...]:
    """The cells of line ``number`` that hold words, without an item's number and a label's colon before them."""
    found = _unmarked_cells(source, number)
    first = next((at for at, cell in enumerate(found) if not _ITEM_HEAD.match(cell.text)), len(found))
    return tuple(cell for cell in found[first:] if any(c.isalnum() for c in cell.text))


@once
def is_row(source: Source, number: int) -> bool:
    """Whether line ``number`` is a row of a table: two or more cells, and no item or labelled value."""
    if not _BETWEEN.search(source.words(number)):
        return False
    cells = _cells(source.line(number))
    if len(cells) < 2:
        return False
    if head(source, number):
        return True
    line = clean(source, number)
    if part(line) or _NAMED.match(line.text):
        return False
    labelled = any(cell.text.lstrip().startswith(":") for cell in cells)
    return len(printed_cells(source, number)) >= 2 and not labelled


@once
def is_spread_head(source: Source, number: int) -> bool:
    """Whether line ``number`` holds the words of a table's head in one run, each with a capital."""
    raw = source.words(number)
    if not _SPREAD.match(raw) or (_BETWEEN.search(raw) and len(_cells(source.line(number))) > 1):
        return False
    return not _SMALL_WORD.search(clean(source, number).text)


@once
def is_lone_title(source: Source, number: int) -> bool:
    """Whether line ``number`` is the title of one column and nothing else, in capitals."""
    line = source.words(number).strip()
    short = line.isupper() and len(line.split()) <= _LONGEST_TITLE and "\t" not in line
    return short and role(line) is not None and not is_title(clean(source, number))


@once
def lone_titles(source: Source, first: int, until: int) -> tuple[int, ...]:
    """The titles of the columns of a table, each on a line of its own, from the one of results on; else nothing."""
    found = [number for number in printed(source, first, until) if is_lone_title(source, number)]
    roles = [role(source.words(number).strip()) for number in found]
    opens = next((at for at, name in enumerate(roles) if name in ("kinerja", "sasaran")), None)
    if opens is None or "indikator" not in roles[opens:]:
        return ()
    return tuple(found[opens:])
