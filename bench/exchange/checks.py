"""What must be so after everything: each breach is a sentence. Pure; it can be told lies."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Tallies = Mapping[str, Mapping[str, Any]]
_SHOWN = 5


def faults(tallies: Tallies) -> list[str]:
    """Every breach, by what was lost, doubled, damaged, not told home, stuck or not in both
    ledgers."""
    return [*_inside(tallies), *_travelled(tallies), *_reconciled(tallies)]


def delivered(tallies: Tallies) -> list[tuple[float, float]]:
    """When each delivery was issued and when it arrived, in seconds; those that did."""
    held = {_key(row): row["at"] for one in tallies.values() for row in one["held"]}
    rows = (row for one in tallies.values() for row in one["sent"])
    return sorted((row["at"], held[_key(row)]) for row in rows if _key(row) in held)


def _inside(tallies: Tallies) -> Iterator[str]:
    """What one installation alone can be wrong about."""
    said = {
        "damaged": "bytes on the disk are not those of their name",
        "doubled": "documents arrived more than once",
        "missing": "documents were issued, and are gone",
        "stuck": "messages are stuck",
        "journal": "entries of the journal do not verify",
    }
    for site, one in tallies.items():
        for name, sentence in said.items():
            if one[name]:
                yield f"{site}: {len(one[name])} {sentence}: {_some(one[name])}"


def _travelled(tallies: Tallies) -> Iterator[str]:
    """Each delivery: there, the same files, the same statuses at both ends."""
    held = Counter(_key(row) for one in tallies.values() for row in one["held"])
    rows = {_key(row): row for one in tallies.values() for row in one["held"]}
    wrong: dict[str, list[str]] = {}
    wanted = [row for one in tallies.values() for row in one["sent"]]
    for row in wanted:
        key, name = _key(row), f"{row['identifier']} → {row['receiver']}"
        if held[key] != 1:
            wrong.setdefault("deliveries are not there exactly once", []).append(name)
        elif sorted(row["files"]) != sorted(rows[key]["files"]):
            wrong.setdefault("deliveries have other files", []).append(name)
        elif sorted(row["statuses"]) != sorted(rows[key]["statuses"]):
            wrong.setdefault("deliveries have statuses that did not come home", []).append(name)
        elif "03" not in row["statuses"]:
            wrong.setdefault("deliveries were never registered", []).append(name)
    if unknown := held.keys() - {_key(row) for row in wanted}:
        wrong["documents came that nobody sent"] = [" → ".join(key) for key in unknown]
    for sentence, names in wrong.items():
        yield f"{len(names)} {sentence}: {_some(names)}"
    if not wanted:
        yield "nothing was sent at all"


def _reconciled(tallies: Tallies) -> Iterator[str]:
    """What one side's ledger says it sent, the other's says it applied, and nothing else."""
    out = Counter(tuple(row) for one in tallies.values() for row in one["out"])
    applied = Counter(tuple(row) for one in tallies.values() for row in one["in"])
    if lost := out - applied:
        yield f"{lost.total()} messages were sent and not applied: {_some(list(lost))}"
    if more := applied - out:
        yield f"{more.total()} messages were applied and not sent: {_some(list(more))}"


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["identifier"], row["receiver"]


def _some(found: list[Any]) -> str:
    return ", ".join(str(one) for one in found[:_SHOWN]) + ("…" if len(found) > _SHOWN else "")
