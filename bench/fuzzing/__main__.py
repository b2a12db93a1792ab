"""The fuzzer as a program (script/fuzz sets up what it needs and starts it).

Every input that breaks something is kept in var/fuzz/TARGET/found; a mended one goes into
tests/office/interchange/edxml/found/TARGET, from where the tests read it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris
import click

INSTRUMENTED = ["vanthu.office.interchange", "vanthu.ground.files", "zipfile"]

with atheris.instrument_imports(include=INSTRUMENTED):
    from bench.fuzzing import seeds, targets
    from bench.fuzzing.mutating import mutate

ROOT = Path(__file__).resolve().parent.parent.parent
FOUND = ROOT / "tests" / "office" / "interchange" / "edxml" / "found"
TARGETS: dict[str, tuple[Callable[[bytes, Path], None], Callable[[], list[bytes]]]] = {
    "packet": (targets.packet, seeds.packets),
    "attachment": (targets.attachment, seeds.contents),
    "specification": (targets.specification, seeds.specifications),
}


@click.command()
@click.argument("target", type=click.Choice(list(TARGETS)), default="packet")
@click.option("--minutes", default=10.0, show_default=True, help="When to stop.")
@click.option("--folder", default=ROOT / "var" / "fuzz", type=Path, help="Where all is kept.")
def main(target: str, minutes: float, folder: Path) -> None:
    """Feed a target of the message reader for some minutes; 0 when nothing broke."""
    corpus, found = folder / target / "corpus", folder / target / "found"
    for each in (corpus, found):
        each.mkdir(parents=True, exist_ok=True)
    check, begin = TARGETS[target]
    for number, data in enumerate(begin()):
        (corpus / f"seed-{number}").write_bytes(data)
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as passing:
        _fuzz(target, check, Path(passing), corpus, found, minutes)


def _fuzz(
    target: str,
    check: Callable[[bytes, Path], None],
    passing: Path,
    corpus: Path,
    found: Path,
    minutes: float,
) -> None:
    limits = [f"-max_total_time={int(minutes * 60)}", "-timeout=30", "-rss_limit_mb=2048"]
    options = ["-max_len=65536", f"-artifact_prefix={found}/", "-print_final_stats=1"]
    kept = FOUND / target
    folders = [str(corpus), *([str(kept)] if kept.exists() else [])]
    atheris.Setup(
        [sys.argv[0], *limits, *options, *folders],
        lambda data: check(data, passing),
        custom_mutator=_mutate if target == "packet" else None,
    )
    atheris.Fuzz()


def _mutate(data: bytes, most: int, seed: int) -> bytes:
    """Mostly changes of elements, now and then of any bytes."""
    changed = mutate(data, seed) if seed % 4 else atheris.Mutate(data, len(data))
    return bytes(changed[:most])


if __name__ == "__main__":
    main()
