"""What can be done with documents, their numbers and registers."""

from vanthu.office.documents.actions.access import record_access
from vanthu.office.documents.actions.correcting import correct_fields, correct_issued
from vanthu.office.documents.actions.damage import tell_damage
from vanthu.office.documents.actions.emergency import (
    allow_emergency,
    ask_emergency,
    end_emergency,
    read_emergency,
    refuse_emergency,
)
from vanthu.office.documents.actions.files import (
    NewFile,
    NewReading,
    attach_file,
    put_file,
    refuse_secrets,
    replace_file,
    set_aside,
)
from vanthu.office.documents.actions.grants import grant, revoke
from vanthu.office.documents.actions.groups import drop_group, set_group
from vanthu.office.documents.actions.incoming import (
    receive_incoming,
    refuse_incoming,
    register_incoming,
)
from vanthu.office.documents.actions.moving import move
from vanthu.office.documents.actions.numbering import give_number
from vanthu.office.documents.actions.outgoing import (
    NewRecipient,
    add_recipients,
    create_copy,
    create_draft,
    mark_issued,
    set_recipients,
)
from vanthu.office.documents.actions.readings import keep_readings
from vanthu.office.documents.actions.registers import (
    close_period,
    define_register,
    end_register,
    open_period,
    open_year,
)
from vanthu.office.documents.actions.relations import relate, tie
from vanthu.office.documents.actions.reserving import (
    insert_number,
    reserve_number,
    void_number,
)
from vanthu.office.documents.actions.secrets import (
    check_expel,
    clear_suspicion,
    expel_secret,
    suspect_secret,
)
from vanthu.office.documents.actions.signatures import recheck_signatures

__all__ = [
    "add_recipients",
    "allow_emergency",
    "ask_emergency",
    "end_emergency",
    "read_emergency",
    "refuse_emergency",
    "NewFile",
    "NewReading",
    "NewRecipient",
    "attach_file",
    "check_expel",
    "clear_suspicion",
    "close_period",
    "correct_fields",
    "create_copy",
    "correct_issued",
    "create_draft",
    "define_register",
    "drop_group",
    "end_register",
    "expel_secret",
    "give_number",
    "grant",
    "insert_number",
    "keep_readings",
    "recheck_signatures",
    "mark_issued",
    "move",
    "open_period",
    "open_year",
    "receive_incoming",
    "record_access",
    "refuse_incoming",
    "register_incoming",
    "put_file",
    "refuse_secrets",
    "relate",
    "replace_file",
    "set_aside",
    "tell_damage",
    "tie",
    "reserve_number",
    "revoke",
    "set_group",
    "set_recipients",
    "suspect_secret",
    "void_number",
]
