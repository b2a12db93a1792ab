"""What can be done with documents, their numbers and registers."""

from vanthu.office.documents.actions.access import record_access
from vanthu.office.documents.actions.correcting import correct_fields
from vanthu.office.documents.actions.files import NewFile, NewReading, attach_file, replace_file
from vanthu.office.documents.actions.grants import grant, revoke
from vanthu.office.documents.actions.incoming import (
    receive_incoming,
    refuse_incoming,
    register_incoming,
)
from vanthu.office.documents.actions.moving import move
from vanthu.office.documents.actions.numbering import give_number
from vanthu.office.documents.actions.outgoing import (
    NewRecipient,
    create_draft,
    mark_issued,
    set_recipients,
)
from vanthu.office.documents.actions.readings import keep_readings
from vanthu.office.documents.actions.relations import relate

__all__ = [
    "NewFile",
    "NewReading",
    "NewRecipient",
    "attach_file",
    "correct_fields",
    "create_draft",
    "give_number",
    "grant",
    "keep_readings",
    "mark_issued",
    "move",
    "receive_incoming",
    "record_access",
    "refuse_incoming",
    "register_incoming",
    "relate",
    "replace_file",
    "revoke",
    "set_recipients",
]
