"""What the simulator holds, in a folder: rows in SQLite, packets as files."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from vanthu.demo.axis.directory import Agency
from vanthu.demo.axis.faults import Fault, Trouble

_TABLES = """
CREATE TABLE IF NOT EXISTS agency (id TEXT PRIMARY KEY, pid TEXT, code TEXT UNIQUE, name TEXT,
  mail TEXT, code102 TEXT, closed INTEGER, locked INTEGER DEFAULT 0);
CREATE INDEX IF NOT EXISTS agency_old ON agency (code102);
CREATE TABLE IF NOT EXISTS system (system_id TEXT PRIMARY KEY, secret TEXT, username TEXT,
  password TEXT);
CREATE TABLE IF NOT EXISTS member (code TEXT PRIMARY KEY, system_id TEXT);
CREATE TABLE IF NOT EXISTS sent (doc_id TEXT PRIMARY KEY, place INTEGER, sender TEXT, kind TEXT,
  sha256 TEXT, title TEXT, notation TEXT, at TEXT);
CREATE TABLE IF NOT EXISTS delivery (doc_id TEXT PRIMARY KEY, sent_id TEXT, place INTEGER,
  receiver TEXT, status TEXT DEFAULT 'initial', at TEXT, ended TEXT DEFAULT '');
CREATE INDEX IF NOT EXISTS delivery_sent ON delivery (sent_id);
CREATE INDEX IF NOT EXISTS delivery_waiting ON delivery (receiver, status);
CREATE TABLE IF NOT EXISTS seen (hash TEXT PRIMARY KEY, at REAL);
CREATE TABLE IF NOT EXISTS token (token TEXT PRIMARY KEY, username TEXT, until REAL);
CREATE TABLE IF NOT EXISTS fault (id INTEGER PRIMARY KEY, trouble TEXT, path TEXT, calls INTEGER,
  seconds REAL, after INTEGER);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value REAL);
"""
Row = dict[str, Any]


class Store:
    """The rows of a folder. One thread at a time; each act is one transaction."""

    def __init__(self, folder: Path) -> None:
        self.packets = folder / "packets"
        self.packets.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._rows = sqlite3.connect(folder / "axis.sqlite3", check_same_thread=False)
        self._rows.row_factory = sqlite3.Row
        self._rows.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {_TABLES}")

    @contextmanager
    def act(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else takes part in."""
        with self._lock, self._rows:
            yield self._rows

    def all(self, query: str, *values: Any) -> list[Row]:
        """The rows of a query."""
        with self._lock:
            return [dict(row) for row in self._rows.execute(query, values)]

    def one(self, query: str, *values: Any) -> Row | None:
        """The first row of a query."""
        return next(iter(self.all(query, *values)), None)

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._rows.close()

    def register(
        self,
        system_id: str,
        secret: str,
        codes: Iterable[str],
        username: str = "",
        password: str = "",
    ) -> None:
        """Make a system known, or give it other credentials; its codes become agencies."""
        with self.act() as rows:
            rows.execute(
                "INSERT OR REPLACE INTO system VALUES (?, ?, ?, ?)",
                (system_id, secret, username, password),
            )
            rows.execute("DELETE FROM token WHERE username = ?", (username,))
            for code in codes:
                rows.execute("INSERT OR REPLACE INTO member VALUES (?, ?)", (code, system_id))
                rows.execute(
                    "INSERT OR IGNORE INTO agency VALUES (?, '', ?, ?, '', '', 0, 0)",
                    (f"s-{code}", code, f"Cơ quan giả định {code}"),
                )

    def add_agencies(self, agencies: Iterable[Agency]) -> None:
        """Add rows to the directory, or replace them."""
        with self.act() as rows:
            rows.executemany(
                "INSERT OR REPLACE INTO agency VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                ((a.id, a.pid, a.code, a.name, a.mail, a.code102, int(a.closed)) for a in agencies),
            )

    def lock(self, code: str, *, locked: bool) -> None:
        """Let an agency receive nothing, or receive again."""
        with self.act() as rows:
            rows.execute("UPDATE agency SET locked = ? WHERE code = ?", (int(locked), code))

    def codes_of(self, system_id: str) -> list[str]:
        """The agencies that a system speaks for."""
        rows = self.all("SELECT code FROM member WHERE system_id = ?", system_id)
        return [row["code"] for row in rows]

    def agency(self, code: str) -> Row | None:
        """The agency of a code, of the new form or the old."""
        return self.one("SELECT * FROM agency WHERE code = ?", code) or self.one(
            "SELECT * FROM agency WHERE code102 = ?", code
        )

    def keep(self, sent: Row, packet: bytes, receivers: Iterable[str], *, twice: bool) -> str:
        """Take a packet in and deliver it; its id at the sender's side."""
        doc_id = f"gui-{uuid4()}"
        (self.packets / doc_id).write_bytes(packet)
        with self.act() as rows:
            place = rows.execute("SELECT count(*) FROM sent").fetchone()[0]
            rows.execute(
                "INSERT INTO sent VALUES (:doc_id, :place, :sender, :kind, :sha256, :title,"
                " :notation, :at)",
                {**sent, "doc_id": doc_id, "place": place},
            )
            for receiver in receivers:
                for _ in range(2 if twice else 1):
                    rows.execute(
                        "INSERT INTO delivery (doc_id, sent_id, place, receiver, at)"
                        " VALUES (?, ?, ?, ?, ?)",
                        (f"nhan-{uuid4()}", doc_id, place, receiver, sent["at"]),
                    )
        return doc_id

    def packet(self, doc_id: str, codes: Iterable[str]) -> Path | None:
        """The file of a packet that one of these agencies sent or receives."""
        own = set(codes)
        sent = self.one("SELECT * FROM sent WHERE doc_id = ?", doc_id)
        if sent is not None:
            return self.packets / doc_id if sent["sender"] in own else None
        row = self.one("SELECT * FROM delivery WHERE doc_id = ?", doc_id)
        if row is None or row["receiver"] not in own:
            return None
        with self.act() as rows:
            rows.execute(
                "UPDATE delivery SET status = 'processing' WHERE doc_id = ? AND status = 'initial'",
                (doc_id,),
            )
        return self.packets / str(row["sent_id"])

    def put_fault(self, fault: Fault) -> None:
        """Let calls fail from now on."""
        with self.act() as rows:
            rows.execute(
                "INSERT INTO fault (trouble, path, calls, seconds, after) VALUES (?, ?, ?, ?, ?)",
                (fault.trouble, fault.path, fault.calls, fault.seconds, int(fault.after)),
            )

    def lift_faults(self) -> None:
        """Let every call succeed again."""
        with self.act() as rows:
            rows.execute("DELETE FROM fault")

    def take_fault(self, path: str) -> Fault | None:
        """The oldest fault for this call, used up by one."""
        with self.act() as rows:
            for row in rows.execute("SELECT * FROM fault ORDER BY id").fetchall():
                if not path.endswith(row["path"]):
                    continue
                if row["calls"] == 1:
                    rows.execute("DELETE FROM fault WHERE id = ?", (row["id"],))
                elif row["calls"] is not None:
                    rows.execute("UPDATE fault SET calls = calls - 1 WHERE id = ?", (row["id"],))
                return Fault(
                    trouble=Trouble(row["trouble"]),
                    path=row["path"],
                    calls=row["calls"],
                    seconds=row["seconds"],
                    after=bool(row["after"]),
                )
        return None

    @property
    def skew(self) -> float:
        """Seconds by which the simulator's clock is ahead."""
        row = self.one("SELECT value FROM setting WHERE name = 'skew'")
        return float(row["value"]) if row else 0.0

    @skew.setter
    def skew(self, seconds: float) -> None:
        with self.act() as rows:
            rows.execute("INSERT OR REPLACE INTO setting VALUES ('skew', ?)", (seconds,))
