"""Finding the person somebody means: by name, marks or not, or by number."""

from collections.abc import Sequence
from datetime import date

from vanthu.faces.acts.base import Option
from vanthu.ground.org.queries import agency_names
from vanthu.ground.people.models import Person, Tenure
from vanthu.kernel.text import fold, without_marks

MOST = 20


def persons_named(text: str, day: date) -> list[Option]:
    """At most 20 persons with all these words in their names, each with the posts held on `day`."""
    words = fold(text).split()
    if not words:
        return []
    rows = Person.objects.all()
    for word in words[:8]:
        rows = rows.filter(full_name__regex=without_marks(word))
    found = list(rows.order_by("name_key", "pk").values_list("pk", "full_name")[:MOST])
    posts = posts_of([number for number, _name in found], day)
    return [
        Option(number, f"{name} – {posts[number]}" if number in posts else f"{name} (#{number})")
        for number, name in found
    ]


def person_named(number: int) -> str:
    """`Nguyễn Văn An (#12)`, which a form understands again; nothing for a number nobody has."""
    name = Person.objects.filter(pk=number).values_list("full_name", flat=True).first()
    return f"{name} (#{number})" if name else ""


def posts_of(ids: Sequence[int], day: date) -> dict[int, str]:
    """The posts these persons hold on `day`, with their agencies."""
    rows = list(Tenure.objects.on(day).filter(person__in=ids).select_related("post"))
    agencies = agency_names({row.post.agency_id for row in rows}, day)
    found: dict[int, list[str]] = {}
    for row in rows:
        agency = agencies.get(row.post.agency_id)
        said = f"{row.post.title}, {agency.name}" if agency else row.post.title
        found.setdefault(row.person_id, []).append(said)
    return {number: "; ".join(titles) for number, titles in found.items()}
