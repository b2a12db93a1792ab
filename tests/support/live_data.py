"""Fills a running installation with two agencies whose people can sign in (see Live.offices).

Run as a program in that installation's environment; prints who is who as JSON.
"""

import json

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402

from tests.factories.province import Office, office  # noqa: E402
from tests.support.live import PASSWORD  # noqa: E402
from vanthu.ground.people.models import Account  # noqa: E402

OFFICES = {
    "long_chau": "Ủy ban nhân dân phường Long Châu",
    "phuoc_hau": "Ủy ban nhân dân phường Phước Hậu",
}


def main() -> None:
    """Create the offices and print {office: {"id", "name", "people": {place: username}}}."""
    made = {key: office(name) for key, name in OFFICES.items()}
    Account.objects.update(password=make_password(PASSWORD), must_change_password=False)
    described = {key: {"name": OFFICES[key], **_described(place)} for key, place in made.items()}
    print(json.dumps(described))  # noqa: T201


def _described(place: Office) -> dict[str, object]:
    names = dict(Account.objects.values_list("pk", "username"))
    people = {who: names[actor.account_id or 0] for who, actor in place.staff.items()}
    return {"id": place.id, "people": people}


if __name__ == "__main__":
    main()
