"""Gives the leader and the agency of a running installation keys on a SoftHSM2 token.

Run as a program in that installation's environment with the folder of the certificate authority
and the usernames of leader and clerk; SOFTHSM2_CONF names the token's configuration.
"""

import hashlib
import os
import sys
from decimal import Decimal
from pathlib import Path

import django

django.setup()

from cryptography.hazmat.primitives.serialization import Encoding  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.factories.pki import around  # noqa: E402
from tests.factories.province import START, actor_of  # noqa: E402
from tests.factories.tokens import init_token, put_certificate, put_key, token_module  # noqa: E402
from vanthu.demo.pictures import seal_png, signature_png  # noqa: E402
from vanthu.demo.pki.authority import Issued, Pki  # noqa: E402
from vanthu.demo.pki.choices import HolderKind  # noqa: E402
from vanthu.ground.base.actor import Actor  # noqa: E402
from vanthu.ground.org.queries import agency_names, current_code  # noqa: E402
from vanthu.ground.people.models import Tenure  # noqa: E402
from vanthu.ground.signing.actions import (  # noqa: E402
    Registration,
    register_image,
    register_key,
    register_seal,
)
from vanthu.ground.signing.choices import AnchorKind, Driver, KeyHolder  # noqa: E402
from vanthu.ground.signing.models import TrustAnchor, TrustHost  # noqa: E402
from vanthu.office.drafting.queries.papers import fonts  # noqa: E402

TOKEN = "vanthu"


def main(authority: str, leader_name: str, clerk_name: str) -> None:
    """Make the token, register keys and pictures, trust the authority."""
    pki, folder = Pki.open(Path(authority)), Path(os.environ["SOFTHSM2_CONF"]).parent
    leader, clerk = _actor(leader_name), _actor(clerk_name)
    module = token_module()
    init_token(folder, TOKEN)
    put_certificate(module, TOKEN, "ca", pki.chain[0])
    name = agency_names([clerk.agency_id], clerk.today)[clerk.agency_id].name
    own = pki.issue(leader.name, HolderKind.PERSON, term=around(leader.now), organisation=name)
    code = current_code(clerk.agency_id, clerk.today)
    term = around(clerk.now)
    agency = pki.issue(name, HolderKind.AGENCY, term=term, organisation_code=code)
    for number, holder, actor, issued in (
        (1, KeyHolder.PERSON, leader, own),
        (2, KeyHolder.AGENCY, clerk, agency),
    ):
        put_key(module, folder, TOKEN, holder.value, number, issued)
        register_key(actor, holder=holder, key=_registration(issued, holder.value))
    register_image(leader, content=signature_png(leader.name))
    register_seal(
        clerk,
        content=seal_png(name, fonts()),
        diameter_mm=Decimal(36),
        from_day=START,
        basis="Giấy chứng nhận đăng ký mẫu con dấu số 12/2025",
    )
    _trust(pki, leader)


def _actor(username: str) -> Actor:
    tenure = Tenure.objects.get(person__account__username=username, valid_to=None)
    return actor_of(tenure, timezone.now())


def _registration(issued: Issued, label: str) -> Registration:
    return Registration(
        driver=Driver.PKCS11,
        certificate=issued.certificate.public_bytes(Encoding.DER),
        token=TOKEN,
        credential=label,
        basis="Biên bản bàn giao số 01/BB-VP",
    )


def _trust(pki: Pki, actor: Actor) -> None:
    """The root and the host that tells of revocations; kept by the province, not by a commune."""
    root = pki.root.certificate.public_bytes(Encoding.DER)
    TrustAnchor.objects.create(
        name="Gốc thử",
        kind=AnchorKind.OWN,
        certificate=root,
        fingerprint=hashlib.sha256(root).hexdigest(),
        source="Bản in",
        set_by=actor.person_id or 0,
        valid_from=START,
    )
    TrustHost.objects.create(
        name=pki.base_url.removeprefix("http://"),
        internal=True,
        source="Bản in",
        set_by=actor.person_id or 0,
        valid_from=START,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
