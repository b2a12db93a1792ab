"""What packets of the demo carry, as interchange packs an issued document."""

from typing import Any

from vanthu.demo.load.issued import PAPER_COLUMNS, Issued
from vanthu.ground.journal.rules import canonical
from vanthu.office.interchange.rules import payload_hash

FILE_NAME = "du-thao-1.txt"


def files_of(issued: Issued) -> list[tuple[str, str, str]]:
    """Hash, name and role of each file of a paper, in their order: the sheet, then the text."""
    found = [(issued.blob, FILE_NAME, "main")]
    if issued.scan:
        name = issued.reference.replace("/", "-")
        found.insert(0, (issued.scan, f"{name}.pdf", "signed-scan"))
    return found


def payload_of(issued: Issued, answers: list[str]) -> tuple[str, str]:
    """What a packet of this paper carries, as JSON, and its hash (interchange.packing)."""
    head, paper = issued.paper.head, issued.paper
    columns = dict(zip(PAPER_COLUMNS, issued.columns, strict=True))
    payload: dict[str, Any] = {
        "number": issued.number,
        "symbol": paper.symbol,
        "reference": issued.reference,
        "identifier": columns["identifier"],
        "issuer_name": head.issuer.name,
        "subject": paper.subject,
        "language": "Tiếng Việt",
        "page_count": paper.page_count,
        "signing_authority": columns["signing_authority"],
        "signer_position": issued.signer.title,
        "signer_name": issued.signer.name,
        "urgency": head.urgency,
        "circulation": "",
        "place": head.issuer.place,
        "issued_on": head.issued_on.isoformat(),
        "due_on": head.due_on.isoformat() if head.due_on else None,
        "type_code": columns["type"],
        "issuer_id": columns["issuer"],
        "files": [
            {"sha256": sha256, "name": name, "role": role}
            for sha256, name, role in files_of(issued)
        ],
        "answers": answers,
        "replaces": [],
        "corrects": [],
    }
    return canonical(payload).decode(), payload_hash(payload)
