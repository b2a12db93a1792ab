"""What others ask of signing."""

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

__all__ = [
    "agency_keys",
    "expiring",
    "find_key",
    "image_of",
    "own_keys",
    "place_of",
    "seal_of",
    "usable_keys",
]
