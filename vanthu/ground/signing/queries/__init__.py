"""What others ask of signing."""

from vanthu.ground.signing.queries.checks import checks_of, latest_checks, report_of
from vanthu.ground.signing.queries.keys import (
    agency_keys,
    expiring,
    find_key,
    image_of,
    own_keys,
    place_of,
    seal_of,
    usable_keys,
)
from vanthu.ground.signing.queries.trust import anchors, hosts, trust_list

__all__ = [
    "agency_keys",
    "anchors",
    "checks_of",
    "expiring",
    "find_key",
    "hosts",
    "image_of",
    "latest_checks",
    "own_keys",
    "place_of",
    "report_of",
    "seal_of",
    "trust_list",
    "usable_keys",
]
