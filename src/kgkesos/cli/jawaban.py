"""What ``ask`` prints and writes: an answer in the form that was asked for."""

from __future__ import annotations

from pathlib import Path

import typer

from kgkesos import formats
from kgkesos.answers import Answer
from kgkesos.cli import files, settings, show
from kgkesos.errors import InputError

# The ends that the file of each form may have; a table goes to the screen.
_ENDS = {"csv": (".csv",), "json": (".json",), "xlsx": (files.WORKBOOK,)}


def deliver(found: Answer, form: str, output: Path | None, *, bom: bool, over: bool) -> None:
    """Print ``found`` in ``form``, or write it as the file ``output``; a workbook is always a file.

    Raises:
        InputError: ``output`` is there already or does not end as its form does, or the form is a table; ``bom`` is
            asked for something else than CSV.
        QuestionError: a workbook cannot hold so many rows.
        StoreError: the file cannot be written.
    """
    if bom and form != "csv":
        raise InputError(output or Path(found.question.name), "--bom hanya untuk --format csv (only for csv)")
    if output is not None and form not in _ENDS:
        raise InputError(output, f"-o memerlukan --format {', '.join(_ENDS)} (a table goes to the screen)")
    if output is None and form == "xlsx":
        output = Path(f"{found.question.name}{files.WORKBOOK}")
    if found.note and form not in ("table", "json"):
        # Beside a CSV or a workbook without rows, not in it.
        show.note(found.note)
    if form not in _ENDS:
        show.answer(found)
    elif output is None:
        typer.echo(_encoded(found, form, bom=bom), nl=False)
    else:
        files.hold(output, (), _ENDS[form], over=over)
        files.write_data(output, _encoded(found, form, bom=bom))
        show.note(show.said("ditulis: {}", output))


def _encoded(found: Answer, form: str, *, bom: bool) -> bytes:
    if form == "csv":
        return formats.answer_csv(found, bom=bom).encode()
    if form == "json":
        return files.json_of(formats.answer_json(found))
    from kgkesos.sheets import jawaban

    return jawaban.save(found, settings.current().lang)


def parameters(words: list[str]) -> dict[str, str]:
    """``--name value`` and ``--name=value`` as a mapping.

    Raises:
        BadParameter: a word is neither, a name comes twice, or a value is missing.
    """
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--") or word == "--":
            raise typer.BadParameter(f"'{word}': parameter ditulis --nama nilai (write --name value)")
        parameter, equals, value = word[2:].partition("=")
        if parameter in given:
            raise typer.BadParameter(f"--{parameter} ditulis lebih dari sekali (is given more than once)")
        following = value if equals else next(rest, None)
        if following is None:
            raise typer.BadParameter(f"--{parameter} tidak diberi nilai (has no value)")
        given[parameter] = following
    return given
