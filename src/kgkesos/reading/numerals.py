"""Numbers as lists print them: digits, letters, Roman numerals."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Beyond these a number in letters is a slip, and the string would grow with it.
_MOST_ROMAN, _MOST_LETTERS = 5_000, 500
BULLET = "•"


def printed(number: int, form: str) -> str:
    """``number`` in the ``form`` that Word calls so.

    >>> printed(4, "lowerLetter"), printed(28, "upperLetter"), printed(9, "upperRoman"), printed(3, "decimalZero")
    ('d', 'BB', 'IX', '03')
    """
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _MOST_LETTERS:
        rounds, at = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[at] * (rounds + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _MOST_ROMAN:
        numeral = ""
        for amount, sign in (*_ROMAN, *_ROMAN_SMALL):
            count, number = divmod(number, amount)
            numeral += sign * count
        return numeral.upper() if form == "upperRoman" else numeral
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form == "none" else str(number)
