"""How long reading a PDF takes, a page, and how much memory: the real ones, and 200 pages made of them.

Usage: ``python bench/pdf.py``. A figure stands beside the time that pdfplumber alone takes for the characters of the
same pages in the same run, so that two machines can be compared by the ratio.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber
import pypdfium2

from kgkesos.reading import load

ROOT = Path(__file__).resolve().parents[1]
PDFS = sorted((ROOT / "tests" / "data" / "pdf").glob("*.pdf"))
PAGES = 200
# What is promised.
SECONDS_A_PAGE, MEGABYTES = 1.0, 300


def main() -> int:
    """Print the table and whether the promises are kept; exit 1 where one is not."""
    print(f"{'PDF':<46}{'pages':>6}{'s/page':>9}{'x plain':>9}")
    slowest = 0.0
    for path in PDFS:
        pages, plain = letters(path)
        began = time.process_time()
        load.load(path)
        took = (time.process_time() - began) / pages
        slowest = max(slowest, took)
        print(f"{path.name:<46}{pages:>6}{took:>9.3f}{took * pages / plain:>8.1f}x")
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "panjang.pdf"
        made_of(PDFS, long)
        seconds, megabytes = map(
            float, subprocess.check_output([sys.executable, __file__, str(long)], text=True).split()
        )
    print(f"{PAGES} pages: {seconds / PAGES:.3f} s a page, {megabytes:.0f} MB at most")
    kept = max(slowest, seconds / PAGES) <= SECONDS_A_PAGE and megabytes <= MEGABYTES
    print(f"{SECONDS_A_PAGE} s a page and {MEGABYTES} MB for {PAGES} pages: {'yes' if kept else 'NO'}")
    return int(not kept)


def letters(path: Path) -> tuple[int, float]:
    """How many pages ``path`` has, and the CPU seconds that pdfplumber takes for their characters."""
    began = time.process_time()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            _ = page.chars
        return len(pdf.pages), time.process_time() - began


def made_of(paths: list[Path], to: Path) -> None:
    """Write a PDF of 200 pages, those of ``paths`` over and over."""
    long = pypdfium2.PdfDocument.new()
    sources = [pypdfium2.PdfDocument(path.read_bytes()) for path in paths]
    while len(long) < PAGES:
        for source in sources:
            long.import_pages(source, list(range(min(len(source), PAGES - len(long)))))
    long.save(to)


def alone(path: Path) -> None:
    """Read ``path`` in this process and print its CPU seconds and the most memory, in MB."""
    began = time.process_time()
    load.load(path)
    print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        alone(Path(sys.argv[1]))
    else:
        sys.exit(main())
