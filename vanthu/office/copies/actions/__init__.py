"""What the clerk does about copies."""

from vanthu.office.copies.actions.issuing import issue_copy
from vanthu.office.copies.actions.making import Wanted, make_copy
from vanthu.office.copies.actions.printing import print_original
from vanthu.office.copies.actions.signing import sign_copy

__all__ = ["Wanted", "issue_copy", "make_copy", "print_original", "sign_copy"]
