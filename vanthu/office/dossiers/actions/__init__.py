"""What can be done with work dossiers."""

from vanthu.office.dossiers.actions.closing import close
from vanthu.office.dossiers.actions.filing import file_documents, take_out
from vanthu.office.dossiers.actions.opening import DossierFields, change, open_dossier
from vanthu.office.dossiers.actions.sharing import share, unshare

__all__ = [
    "DossierFields",
    "change",
    "close",
    "file_documents",
    "open_dossier",
    "share",
    "take_out",
    "unshare",
]
