"""The choices of a field at the moment a form is shown."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from vanthu.faces.acts.base import Act, Option, widget_of
from vanthu.faces.acts.standing import Standing
from vanthu.ground.access.choices import Right
from vanthu.ground.access.rules import rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.queries import DirectoryPost, DirectoryUnit, directory
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.queries import usable_keys
from vanthu.office.documents.choices import TypeFamily
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.queries import types_for
from vanthu.office.documents.registers import Register
from vanthu.office.dossiers.queries import dossiers
from vanthu.office.drafting.queries import groups, lent_posts
from vanthu.office.interchange.queries import deliveries


def options(act: Act, standing: Standing) -> dict[str, list[Option]]:
    """The choices of each field that has some, in the order they are shown."""
    found: dict[str, list[Option]] = {}
    for name, info in act.input.model_fields.items():
        extra: Any = info.json_schema_extra or {}
        offer = _OFFERS.get(widget_of(extra))
        if offer is not None:
            found[name] = offer(standing, extra)
    return found


def _choices(_standing: Standing, extra: Any) -> list[Option]:
    return [Option(value, label) for value, label in extra["choices"]]


def _posts(standing: Standing, extra: Any) -> list[Option]:
    """Whoever holds a post with the right the step needs."""
    return list(_people(standing, extra.get("right", Right.HANDLE), prefix=False))


def _signers(standing: Standing, _extra: Any) -> list[Option]:
    """Whoever signs by their seat, and whom a mandate or an authorisation lets sign."""
    lent = lent_posts(standing.actor.agency_id, standing.actor.today)
    return list(_people(standing, Right.SIGN, prefix=False, also=lent))


def _receivers(standing: Standing, extra: Any) -> list[Option]:
    """Units first, each followed by its people; within a unit (`inside`) its people alone."""
    actor = standing.actor
    found: list[Option] = []
    for unit in directory(actor.agency_id, actor.today):
        if extra.get("inside") and unit.unit_id != actor.unit_id:
            continue
        if unit.unit_id is not None and not extra.get("inside"):
            found.append(Option(f"unit:{unit.unit_id}", unit.name, unit.name))
        found += _of_unit(unit, Right.HANDLE, prefix=True)
    return found


def _people(
    standing: Standing, right: str, *, prefix: bool, also: Container[int] = ()
) -> Iterable[Option]:
    for unit in directory(standing.actor.agency_id, standing.actor.today):
        yield from _of_unit(unit, right, prefix=prefix, also=also)


def _of_unit(
    unit: DirectoryUnit, right: str, *, prefix: bool, also: Container[int] = ()
) -> Iterable[Option]:
    """The people of a unit whose post has the right, and those in the posts `also` named."""
    for post in unit.posts:
        if post.holder is None:
            continue
        if str(right) in rights_of(post.role) or post.post_id in also:
            value = f"post:{post.post_id}" if prefix else post.post_id
            yield Option(value, named(post), unit.name)


def named(post: DirectoryPost) -> str:
    """Who holds the post and how it is called; an empty one by its title alone."""
    return f"{post.holder.name} – {post.title}" if post.holder else post.title


def _registers(standing: Standing, extra: Any) -> list[Option]:
    rows = Register.objects.on(standing.actor.today).filter(
        agency=standing.actor.agency_id, kind__in=extra["kinds"]
    )
    return [Option(row.pk, row.name) for row in rows.order_by("name", "id")]


def _types(standing: Standing, _extra: Any) -> list[Option]:
    return type_options(types_for(standing.actor.agency_id))


def type_options(rows: Iterable[DocumentType]) -> list[Option]:
    """The same name stands in several families: each is shown under its own."""
    return [Option(row.code, row.name, str(TypeFamily(row.family).label)) for row in rows]


def _units(standing: Standing, _extra: Any) -> list[Option]:
    found: Sequence[DirectoryUnit] = directory(standing.actor.agency_id, standing.actor.today)
    return [Option(unit.unit_id, unit.name) for unit in found if unit.unit_id is not None]


def _groups(standing: Standing, _extra: Any) -> list[Option]:
    return [Option(row.pk, row.name) for row in groups(standing.actor.agency_id)]


def _packets(standing: Standing, _extra: Any) -> list[Option]:
    rows = deliveries(standing.actor, standing.document.pk)
    return [Option(row.packet_id, row.name, row.label) for row in rows if row.packet_id]


def _outsides(standing: Standing, _extra: Any) -> list[Option]:
    rows = deliveries(standing.actor, standing.document.pk)
    return [Option(row.outside_id, row.name, row.label) for row in rows if row.outside_id]


def _dossiers(standing: Standing, _extra: Any) -> list[Option]:
    """The open dossiers the actor made, newest first."""
    rows = dossiers(standing.actor, closed=False, limit=100)
    mine = [row for row in rows if row.creator_post == standing.actor.post_id]
    return [Option(row.pk, f"{row.notation} – {row.title}") for row in mine]


def _keys(standing: Standing, extra: Any) -> list[Option]:
    return key_options(standing.actor, KeyHolder(extra["holder"]))


def key_options(actor: Actor, holder: KeyHolder) -> list[Option]:
    """The keys the actor can sign with now, the own ones or the agency's."""
    found = usable_keys(actor, holder)
    return [
        Option(
            key.pk,
            f"{key.subject} – {Driver(key.driver).label}",
            needs="key_file" if key.driver == Driver.PKCS12 else "",
        )
        for key in found
    ]


_OFFERS: dict[str, Callable[[Standing, Any], list[Option]]] = {
    "choice": _choices,
    "key": _keys,
    "post": _posts,
    "copy-signer": _posts,
    "signer": _signers,
    "receiver": _receivers,
    "receivers": _receivers,
    "register": _registers,
    "type": _types,
    "unit": _units,
    "groups": _groups,
    "packet": _packets,
    "outside": _outsides,
    "dossier": _dossiers,
}
