"""Fills a running installation with agencies whose people can sign in (see Live.offices).

Run as a program in that installation's environment; prints who is who as JSON.
"""

import json

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402

from tests.factories.cadres import Bureau, bureau, somebody  # noqa: E402
from tests.factories.membership import branch  # noqa: E402
from tests.factories.province import Office, office  # noqa: E402
from tests.factories.targets import adopted, an_indicator, given  # noqa: E402
from tests.support.live import PASSWORD  # noqa: E402
from vanthu.ground.people.models import Account  # noqa: E402

OFFICES = {
    "long_chau": "Ủy ban nhân dân phường Long Châu",
    "phuoc_hau": "Ủy ban nhân dân phường Phước Hậu",
    # For what leaves papers in its boxes; the journey counts on those of the others being empty.
    "tan_hanh": "Ủy ban nhân dân phường Tân Hạnh",
}


def main() -> None:
    """Create the offices and print {office: {"id", "name", "people": {place: username}}}."""
    made = {key: office(name) for key, name in OFFICES.items()}
    cadres = bureau_with_targets()
    Account.objects.update(password=make_password(PASSWORD), must_change_password=False)
    described = {key: {"name": OFFICES[key], **_described(place)} for key, place in made.items()}
    described["bureau"] = bureau_described(cadres)
    print(json.dumps(described))  # noqa: T201


def bureau_with_targets() -> Bureau:
    """A commune and the province, with one indicator that the commune reports."""
    place = bureau()
    given(place, an_indicator(place, adopted(place)), {place.commune: 100})
    branch(place.commune)
    somebody(place.commune, name="Lê Thị Bé Sáu")
    return place


def bureau_described(place: Bureau) -> dict[str, object]:
    """The commune, with who does which step."""
    names = dict(Account.objects.values_list("pk", "username"))
    hands = ("enterer", "confirmer", "appraiser", "decider", "auditor")
    people = {who: names[getattr(place, who).account_id] for who in hands}
    return {"id": place.commune.pk, "name": "", "people": people}


def _described(place: Office) -> dict[str, object]:
    names = dict(Account.objects.values_list("pk", "username"))
    people = {who: names[actor.account_id or 0] for who, actor in place.staff.items()}
    return {"id": place.id, "people": people}


if __name__ == "__main__":
    main()
