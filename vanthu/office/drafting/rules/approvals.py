"""Whether the approvals of one round suffice for a signature (Decree 30/2020 Art. 12; Q-061)."""

from collections.abc import Iterable
from dataclasses import dataclass

from vanthu.office.drafting.choices import ApprovalKind


@dataclass(frozen=True, slots=True)
class Word:
    """An approval that counts: which one, and whose (a person's id; None for nobody known)."""

    kind: str
    person: int | None


def missing(words: Iterable[Word]) -> tuple[ApprovalKind, ...]:
    """Which approvals are still missing; one person's word for both leaves the format open."""
    said = list(words)
    content = {word.person for word in said if word.kind == ApprovalKind.CONTENT}
    other = {word.person for word in said if word.kind == ApprovalKind.FORMAT}
    lacking = []
    if not content:
        lacking.append(ApprovalKind.CONTENT)
    # two different people: somebody for the format who is not the only one for the content
    if not other or (len(content | other) < 2 and content):
        lacking.append(ApprovalKind.FORMAT)
    return tuple(lacking)
