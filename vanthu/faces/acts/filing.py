"""Putting documents into the dossiers of work."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.faces.acts.base import ANY, Act, ActInput, Outcome
from vanthu.faces.acts.inputs import Id, asked
from vanthu.faces.acts.standing import Judgement, Standing, judged
from vanthu.ground.base.actor import Actor
from vanthu.office.dossiers import actions
from vanthu.office.dossiers.permissions import check_open


class FileInput(ActInput):
    """Into which dossier."""

    dossier_id: Annotated[Id, asked(N_("Hồ sơ"), "dossier")]


def _file(actor: Actor, document_id: int, data: FileInput) -> Outcome:
    actions.file_documents(actor, dossier_id=data.dossier_id, document_ids=[document_id])
    return Outcome(_("Đã đưa vào hồ sơ."))


def _judge(standing: Standing) -> Judgement:
    return judged(lambda: check_open(standing.actor))


ACTS = (
    Act(
        name="file",
        label=_("Đưa vào hồ sơ"),
        input=FileInput,
        perform=_file,
        judge=_judge,
        directions=ANY,
        help=_("Đưa văn bản vào hồ sơ công việc; ai được xem hồ sơ thì được xem văn bản."),
        shortcut="l",
        bulk=True,
    ),
)
