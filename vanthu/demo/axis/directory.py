"""A directory of agencies as long as the axis's, none of them real."""

from collections.abc import Iterator
from dataclasses import dataclass

PROVINCES = 63
CLOSED_EVERY = 50
NEW_ONLY_EVERY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A row of the directory; `code102` is the code of the old form (QCVN 102)."""

    id: str
    pid: str
    code: str
    name: str
    mail: str = ""
    code102: str = ""
    closed: bool = False


def made_up(count: int) -> Iterator[Agency]:
    """So many agencies, the same ones each time: provinces first, then what belongs to them."""
    for number in range(count):
        province, place = number % PROVINCES + 1, number // PROVINCES
        below, unit = divmod(place, 40)
        top = f"Z{province:02}"
        yield Agency(
            id=str(number + 1),
            pid="" if place == 0 else str(province),
            code=top if place == 0 else f"{top}.{below:02}.{unit:02}",
            name=f"Cơ quan giả định số {number + 1:06}",
            mail=f"so{number + 1}@giadinh.invalid",
            code102="" if number % NEW_ONLY_EVERY == 9 else f"000.{unit:02}.{below:02}.{top}",
            closed=place > 0 and number % CLOSED_EVERY == 0,
        )
