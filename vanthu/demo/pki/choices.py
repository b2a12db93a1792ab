"""Closed sets of the demo's certificate authority."""

from enum import Enum


class HolderKind(Enum):
    """Whose certificate it is: a person's, or that of an agency as such (its seal)."""

    PERSON = "person"
    AGENCY = "agency"


MARK = "MẪU/DEMO – không có giá trị pháp lý"
"""What stands in every subject: nobody shall take such a certificate for one of the State's."""
