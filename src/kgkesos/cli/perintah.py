"""A word that is no command: the commands and the questions that it may have meant."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup


class Perintah(TyperGroup):
    """The commands of the program."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with; where there is none, the error names what comes near."""
        if args and self.get_command(ctx, args[0]) is None:
            ctx.fail(_unknown(args[0], list(self.commands)))
        return super().resolve_command(ctx, args)


def _unknown(said: str, commands: list[str]) -> str:
    """The sentence about ``said``: questions are asked by ``ask``, and many of them are called what people look for."""
    from kgkesos import questions
    from kgkesos.errors import nearest

    known = {one.name: one.title for one in questions.load()}
    titled = (name for name, title in known.items() if said.casefold() in title["en"].casefold().split())
    # The plainest question has the shortest name: "cakupan" goes before "cakupan-kelompok".
    asked = sorted({*nearest(said, list(known)), *titled}, key=lambda name: (len(name), name))
    near = [f"kgkesos {name}" for name in nearest(said, commands)] + [f"kgkesos ask {name}" for name in asked]
    meant = f"Mungkin maksud Anda: {', '.join(near)}." if near else "Pertanyaan yang ada: kgkesos ask."
    return f"Perintah {said!r} tidak ada (No such command). {meant}"
