"""The one statement that turns a secret into seats: its parts, for sessions, tokens and tenures.

Ground cannot know the tables of the floors above, and yet a share made there (a dossier given to
a unit) is a key here; so wiring names such a table once, and the statement reads it by the holder's
keys.
"""

from functools import cache

from django.db import connection

from vanthu.ground.access import keys
from vanthu.ground.access.rules import KEY_RULES

_shares: list[tuple[str, str]] = []


def read_dossier_shares(table: str, column: str) -> None:
    """Let wiring name the table whose rows (`holder`, `column`) share dossiers with scope keys."""
    if (table, column) not in _shares:
        _shares.append((table, column))
        _statement.cache_clear()


def session() -> str:
    """By a session's hash; parameters hash, stale, idle, now, day."""
    return _statement(_SESSION, connection.vendor)


def token() -> str:
    """By an API token's hash; parameters hash, stale, now, day."""
    return _statement(_TOKEN, connection.vendor)


def tenure() -> str:
    """By a tenure's id; parameters tenure, now, day."""
    return _statement(_TENURE, connection.vendor)


def username() -> str:
    """By the name of an account; parameters username, now, day."""
    return _statement(_USERNAME, connection.vendor)


_ACCOUNT = (
    "a.id AS account_id, a.username, a.language, a.must_change_password, "
    "EXISTS(SELECT 1 FROM access_totp f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) "
    "OR EXISTS(SELECT 1 FROM access_passkey k WHERE k.account_id = a.id) AS enrolled, "
    "p.id AS person_id, p.full_name"
)
_SESSION = (
    "SELECT s.token_hash AS session, s.tenure_id AS wanted, "
    f"s.second_factor_at IS NOT NULL AS second_factor, s.seen_at < %(stale)s AS stale, {_ACCOUNT} "
    "FROM access_session s JOIN people_account a ON a.id = s.account_id "
    "JOIN people_person p ON p.id = a.person_id "
    "WHERE s.token_hash = %(hash)s AND s.revoked_at IS NULL AND s.expires_at > %(now)s "
    "AND s.seen_at > %(idle)s AND a.closed_at IS NULL"
)
# A token was made by somebody who had shown the second factor; it needs none of its own.
_TOKEN = (
    "SELECT k.token_hash AS session, k.tenure_id AS wanted, 1 = 1 AS second_factor, "
    f"COALESCE(k.used_at < %(stale)s, 1 = 1) AS stale, {_ACCOUNT} "
    "FROM access_apitoken k JOIN people_tenure h ON h.id = k.tenure_id "
    "JOIN people_account a ON a.person_id = h.person_id JOIN people_person p ON p.id = a.person_id "
    "WHERE k.token_hash = %(hash)s AND k.revoked_at IS NULL AND k.expires_at > %(now)s "
    "AND a.closed_at IS NULL"
)
_TENURE = (
    f"SELECT '' AS session, h.id AS wanted, 1 = 1 AS second_factor, 1 = 0 AS stale, {_ACCOUNT} "
    "FROM people_tenure h JOIN people_account a ON a.person_id = h.person_id "
    "JOIN people_person p ON p.id = a.person_id WHERE h.id = %(tenure)s AND a.closed_at IS NULL"
)
_USERNAME = (
    "SELECT '' AS session, NULLIF(a.id, a.id) AS wanted, 1 = 1 AS second_factor, 1 = 0 AS stale, "
    f"{_ACCOUNT} "
    "FROM people_account a JOIN people_person p ON p.id = a.person_id "
    "WHERE a.username = %(username)s AND a.closed_at IS NULL"
)
# SQLite keeps to the order of a CROSS JOIN; left to itself it reads every tenure there is, on each
# request, to find the few delegations.
_SEATS = """
WITH who AS ({who}),
own AS (
  SELECT t.id, t.post_id FROM who JOIN people_tenure t ON t.person_id = who.person_id
  WHERE {held}
),
seat AS (
  SELECT id AS tenure_id, id AS own_id, post_id, '' AS for_name, '' AS kind FROM own
  UNION ALL
  SELECT t.id, own.id, t.post_id, g.full_name, d.kind
  FROM own CROSS JOIN people_delegation d CROSS JOIN people_tenure t
  CROSS JOIN people_person g
  WHERE d.receiver_id = own.id AND d.revoked_at IS NULL
    AND d.valid_from <= %(day)s AND d.valid_to > %(day)s
    AND t.id = d.giver_id AND {held} AND g.id = t.person_id
)
SELECT who.session, who.wanted, who.second_factor, who.stale, who.account_id, who.username,
  who.language, who.must_change_password, who.enrolled, who.person_id, who.full_name,
  held.tenure_id, held.own_id, held.post_id, held.title, held.role, held.agency_id,
  held.agency_name, held.unit_id, held.for_name, held.kind, held.dossiers
FROM who LEFT JOIN (
  SELECT seat.*, o.title, o.role, o.agency_id, n.name AS agency_name, o.unit_id, o.rank,
    {dossiers} AS dossiers
  FROM seat JOIN org_post o ON o.id = seat.post_id
  JOIN org_agencyversion n ON n.agency_id = o.agency_id AND n.valid_from <= %(day)s
    AND (n.valid_to IS NULL OR n.valid_to > %(day)s)
) held ON 1 = 1
ORDER BY held.kind, held.rank, held.tenure_id
"""
_HELD = "t.valid_from <= %(day)s AND (t.valid_to IS NULL OR t.valid_to > %(day)s)"


@cache
def _statement(who: str, vendor: str) -> str:
    return _SEATS.format(who=who, held=_HELD, dossiers=_dossiers(vendor))


def _dossiers(vendor: str) -> str:
    if not _shares:
        return "''"
    holder = ", ".join(_holder_keys())
    rows = " UNION ALL ".join(
        f"SELECT {column} AS id FROM {table} WHERE holder IN ({holder})"
        for table, column in _shares
    )
    # The newer string_agg is not in every SQLite that Python 3.11 brings.
    gather = "string_agg(id::text, ',')" if vendor == "postgresql" else "group_concat(id, ',')"
    return f"(SELECT {gather} FROM ({rows}) shared)"


def _holder_keys() -> list[str]:
    """The scope keys of post `o` as SQL, from the same rules as `rules.keys_of`."""
    found = []
    for rule in KEY_RULES:
        roles = ", ".join(f"'{role.value}'" for role in sorted(rule.roles))
        column = "id" if rule.of == "post_id" else rule.of
        number = f"{keys.key(rule.kind, 0)} + o.{column}"
        found.append(f"CASE WHEN o.role IN ({roles}) THEN {number} END")
    return found
