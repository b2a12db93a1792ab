"""Electronic signatures: what is asked for, and opening the key for one act.

The PIN and a key file pass from the request to the driver and nowhere else: they are secrets to
pydantic, the file is not stored, and no form is filled with either again.
"""

import base64
import binascii
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Annotated

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field, SecretStr

from vanthu.faces.acts.base import OURS, Act, ActInput, Outcome, Tone
from vanthu.faces.acts.drafts import Seen
from vanthu.faces.acts.inputs import Id, Opinion, asked
from vanthu.faces.acts.standing import Standing
from vanthu.ground.base.actor import Actor
from vanthu.ground.signing.actions import open_registered
from vanthu.ground.signing.choices import Level
from vanthu.ground.signing.keys.opened import OpenKey, Secret
from vanthu.ground.signing.outside import services
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.queries import trust_list
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.office.drafting import actions
from vanthu.office.drafting.actions import Chosen
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.models import ElectronicSignature

_LONGEST_FILE = 100_000


class KeyInput(ActInput):
    """Which registered key, and what opens it."""

    key_id: Id
    pin: Annotated[
        SecretStr,
        Field(max_length=200),
        asked(N_("Mã PIN hoặc mật khẩu của khóa"), "secret"),
    ]
    key_file: Annotated[
        SecretStr,
        Field(max_length=_LONGEST_FILE),
        asked(
            N_("Tệp khóa (.p12, .pfx)"),
            "key-file",
            blank=N_("Chỉ cần khi khóa nằm trong tệp; tệp không được lưu lại."),
        ),
    ] = SecretStr("")

    def secret(self) -> Secret:
        """As the drivers take it; the file comes as base64. Raises Invalid."""
        try:
            file = base64.b64decode(self.key_file.get_secret_value(), validate=True)
        except (binascii.Error, ValueError) as error:
            told = say("Tệp khóa không đọc được. Hãy chọn lại tệp.")
            raise Invalid({"key_file": told}) from error
        return Secret(self.pin.get_secret_value(), file)


OwnKey = Annotated[Id, asked(N_("Khóa ký"), "key", holder="person")]
AgencyKey = Annotated[Id, asked(N_("Khóa của cơ quan"), "key", holder="agency")]


class SignElectronicallyInput(KeyInput):
    """Which version and which sheet of it (SHA-256) was read, and the signer's own key."""

    version: Annotated[Seen, asked(N_("Phiên bản đã đọc"), "hidden")]
    key_id: OwnKey
    sheet: Annotated[str, Field(max_length=64), asked(N_("Bản đã xem"), "hidden")] = ""
    text: Opinion = ""


class SealInput(KeyInput):
    """The agency's key."""

    key_id: AgencyKey


class SignManyInput(KeyInput):
    """The signer's own key, for all papers that were shown."""

    key_id: OwnKey


def opened(actor: Actor, data: KeyInput) -> AbstractContextManager[OpenKey]:
    """The key for one act; raises what keys refuse."""
    return open_registered(actor, key_id=data.key_id, secret=data.secret())


def helpers(actor: Actor) -> Services:
    """Who stamps time and whom to trust, by the trust list of the day."""
    known = trust_list(actor.today)
    roots = (anchor.certificate for anchor in known.on(actor.today))
    return services(roots, (host.name for host in known.hosts))


def sign_many(
    actor: Actor, data: SignManyInput, papers: Sequence[Chosen]
) -> Iterator[tuple[int, ElectronicSignature | Refusal]]:
    """Sign the papers with the key open once, one whenever the next result is asked for.

    What keys refuse at opening is raised with the first.
    """
    with opened(actor, data) as key:
        yield from actions.sign_many(
            actor,
            papers=papers,
            key=key,
            services=helpers(actor),
            level=Level.B_LT,
        )


def _sign(actor: Actor, document_id: int, data: SignElectronicallyInput) -> Outcome:
    with opened(actor, data) as key:
        actions.sign(
            actor,
            document_id=document_id,
            version=data.version,
            key=key,
            services=helpers(actor),
            level=Level.B_LT,
            text=data.text,
            seen=data.sheet,
        )
    return Outcome(say("Đã ký số."))


def _seal(actor: Actor, document_id: int, data: SealInput) -> Outcome:
    with opened(actor, data) as key:
        actions.seal(
            actor,
            document_id=document_id,
            key=key,
            services=helpers(actor),
            level=Level.B_LTA,
        )
    return Outcome(say("Đã ký số của cơ quan. Văn bản sẵn sàng phát hành."))


def _version(standing: Standing) -> dict[str, int | str]:
    last = standing.draft.last
    return {"version": last.version, "sheet": last.sheet_id or ""} if last else {}


SIGN = Act(
    name=Verb.SIGN.value,
    label=_("Ký số"),
    input=SignElectronicallyInput,
    perform=_sign,
    judge=lambda standing: standing.of_drafting(Verb.SIGN),
    directions=OURS,
    help=_("Duyệt và ký số đúng phiên bản đang xem; số và ngày ghi sau không làm hỏng chữ ký."),
    shortcut="k",
    tone=Tone.PRIMARY,
    initial=_version,
)
SEAL = Act(
    name=Verb.SEAL.value,
    label=_("Ký số của cơ quan"),
    input=SealInput,
    perform=_seal,
    judge=lambda standing: standing.of_drafting(Verb.SEAL),
    directions=OURS,
    help=_(
        "Đóng dấu số lên văn bản đã cấp số và lên từng phụ lục ở tệp riêng (Điều 14, Phụ lục I)."
    ),
    shortcut="k",
    tone=Tone.PRIMARY,
)
