"""Into which ``keputusan.csv`` a decision goes, and which other files say otherwise already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.keputusan.berkas import FILE, Berkas, renewed
from kgkesos.keputusan.model import Keputusan

Folders = Mapping[str, Sequence[Path]]


@dataclass(frozen=True, slots=True)
class Simpanan:
    """What goes into the file ``path``: the decisions of ``baru``, beside those of ``lama`` that stand there.

    ``pilihan`` says of each document that lies in several folders why this file was taken.
    """

    path: Path
    lama: tuple[Keputusan, ...]
    baru: tuple[Keputusan, ...]
    pilihan: tuple[str, ...] = ()

    @property
    def isi(self) -> tuple[Keputusan, ...]:
        """All that the file holds in the end."""
        return renewed(self.lama, self.baru)


def stored(said: Iterable[Keputusan], folders: Folders, files: Sequence[Berkas]) -> tuple[Simpanan, ...]:
    """Each of ``said`` beside the document that it is on, given the ``folders`` of every document.

    Of several folders it goes where that decision, else another on the document, stands already, else into the first.
    ``files`` are the files of decisions that are there.
    """
    old = {file.path.resolve(): file.keputusan for file in files}
    new: dict[Path, list[Keputusan]] = {}
    why: dict[Path, dict[str, None]] = {}
    for one in said:
        paths = [folder / FILE for folder in folders[one.tempat.dokumen]]
        path, reason = _chosen(one, paths, [old.get(path.resolve(), ()) for path in paths])
        new.setdefault(path, []).append(one)
        if len(paths) > 1:
            listed = ", ".join(str(folder) for folder in folders[one.tempat.dokumen])
            words = f"{one.tempat.dokumen} ada di {listed}; ditulis ke {path}: {reason}"
            why.setdefault(path, {})[words] = None
    return tuple(
        Simpanan(path, old.get(path.resolve(), ()), tuple(mine), tuple(why.get(path, ()))) for path, mine in new.items()
    )


def _chosen(one: Keputusan, paths: Sequence[Path], old: Sequence[Sequence[Keputusan]]) -> tuple[Path, str]:
    for path, kept in zip(paths, old, strict=True):
        if any(other.thing == one.thing for other in kept):
            return path, "hal itu sudah diputuskan di sana (it is decided there already)"
    for path, kept in zip(paths, old, strict=True):
        if any(other.tempat.dokumen == one.tempat.dokumen for other in kept):
            return path, "keputusan lain atas dokumen ini ada di sana (others on it stand there)"
    return paths[0], "folder yang disebut pertama (the folder named first)"


def disagreements(several: Iterable[Simpanan], files: Iterable[Berkas]) -> tuple[InputError, ...]:
    """The rows of other files that say otherwise than what is to be written: with them, neither would be applied."""
    kept = list(files)
    found = []
    for store in several:
        said = {one.thing: one for one in store.baru}
        for file in kept:
            if file.path.resolve() != store.path.resolve():
                rows = [one for one in file.keputusan if one.thing in said and one.said != said[one.thing].said]
                found += [_disagreement(row, said[row.thing], store.path) for row in rows]
    return tuple(found)


def _disagreement(row: Keputusan, one: Keputusan, path: Path) -> InputError:
    what = f"{row.tempat.jenis} {row.tempat.aturan or row.tempat.bidang} pada {row.tempat.rekaman}"
    said = f"di sini {row.spoken}, yang akan ditulis ke {path} {one.spoken}"
    why = f"{row.letak}: {what}: {said}; ubah atau hapus salah satunya (another file disagrees)"
    return InputError(row.berkas, why)
