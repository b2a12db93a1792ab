"""The journal as lines of JSON, and verifying such a file without the database.

Of each chain come the head, the seals, then the entries in their order. Whoever holds the file and
seals given away earlier verifies with this module and a SHA-256; of the database nothing is needed.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from vanthu.ground.journal.checking import End, Fault, Record, check_chain
from vanthu.ground.journal.errors import NotAnExport

FORMAT = "vanthu-journal/1"
# What a digest covers, in its order: the content of a line of an entry.
CONTENT = (
    *("agency_id", "at", "name", "account_id", "person_id", "tenure_id", "on_behalf_of"),
    *("object_type", "object_id", "data", "ip", "request_id"),
)
Line = dict[str, Any]


@dataclass
class Chain:
    """One agency's part of an export."""

    agency_id: int
    head: End | None = None
    seals: list[End] = field(default_factory=list)
    records: Iterator[Record] = iter(())


def header() -> Line:
    """The first line of an export."""
    return {"type": "export", "format": FORMAT}


def end_line(kind: str, agency_id: int, end: End) -> Line:
    """A head or seal as a line; a file of seals is made of these alone."""
    return {"type": kind, "agency_id": agency_id, "seq": end.seq, "hash": end.hash.hex()}


def entry_line(record: Record) -> Line:
    """An entry as a line."""
    return {
        "type": "entry",
        "id": record.id,
        "seq": record.seq,
        **dict(zip(CONTENT, record.content, strict=True)),
        "digest": record.digest.hex(),
        "hash": record.hash.hex(),
    }


def read_lines(lines: Iterable[str]) -> Iterator[Line]:
    """The lines as values; raises NotAnExport naming the first that is none of ours."""
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            _check_line(line)
        except (ValueError, KeyError, TypeError) as error:
            raise NotAnExport(number=number) from error
        yield line


def read_seals(lines: Iterable[str]) -> dict[int, list[End]]:
    """The seals of a file, by agency; raises NotAnExport."""
    found: dict[int, list[End]] = {}
    for line in read_lines(lines):
        if line["type"] == "seal":
            found.setdefault(line["agency_id"], []).append(_end(line))
    return found


def verify_export(
    lines: Iterable[str], seals: dict[int, list[End]] | None = None
) -> Iterator[Fault]:
    """The faults of an exported file, against its own heads and seals and the given ones.

    A chain of which the seals speak and the file does not is cut off wholly. Raises NotAnExport.
    """
    given, met = seals or {}, set()
    values = (line for line in read_lines(lines) if line["type"] != "export")
    for agency_id, of_agency in groupby(values, key=itemgetter("agency_id")):
        met.add(agency_id)
        chain = _chain(agency_id, of_agency)
        ends = [*chain.seals, *given.get(agency_id, ())]
        yield from check_chain(agency_id, chain.records, chain.head, ends)
    for agency_id in sorted(set(given) - met):
        yield from check_chain(agency_id, (), None, given[agency_id])


def _chain(agency_id: int, lines: Iterator[Line]) -> Chain:
    """Head and seals first, the entries left to be streamed."""
    chain = Chain(agency_id)
    for line in lines:
        if line["type"] == "entry":
            chain.records = _records(line, lines)
            break
        if line["type"] == "head":
            chain.head = _end(line)
        else:
            chain.seals.append(_end(line))
    return chain


def _records(first: Line, rest: Iterator[Line]) -> Iterator[Record]:
    yield _record(first)
    for line in rest:
        if line["type"] == "entry":
            yield _record(line)


def _record(line: Line) -> Record:
    return Record(
        line["id"],
        line["seq"],
        tuple(line[name] for name in CONTENT),
        bytes.fromhex(line["digest"]),
        bytes.fromhex(line["hash"]),
    )


def _end(line: Line) -> End:
    return End(line["seq"], bytes.fromhex(line["hash"]))


def _check_line(line: Line) -> None:
    if line["type"] == "export":
        if line["format"] != FORMAT:
            raise ValueError(line["format"])
        return
    if line["type"] not in {"entry", "head", "seal"}:
        raise ValueError(line["type"])
    int(line["agency_id"]), int(line["seq"]), bytes.fromhex(line["hash"])
    if line["type"] == "entry":
        bytes.fromhex(line["digest"])
        [line[name] for name in (*CONTENT, "id")]
