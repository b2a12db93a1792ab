"""What the simulator must read in a packet to route it; entities and networks stay off."""

from dataclasses import dataclass

from lxml import etree

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"


@dataclass(frozen=True, slots=True)
class Words:
    """Sender, receivers, number and subject; a status goes to whom it is about."""

    sender: str
    receivers: tuple[str, ...]
    notation: str
    title: str


def read(packet: bytes) -> Words | None:
    """Read the header, None when it is no edXML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        root = etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    name, tree = etree.QName(root), root.getroottree()
    if (name.namespace, name.localname) != (NAMESPACE, "edXML") or tree.docinfo.internalDTD:
        return None
    header = f"//{{{NAMESPACE}}}MessageHeader/{{{NAMESPACE}}}"

    def texts(path: str) -> list[str]:
        below = path.replace("/", f"/{{{NAMESPACE}}}")
        return [(found.text or "").strip() for found in root.iterfind(f".{header}{below}")]

    number, notation = texts("Code/CodeNumber"), texts("Code/CodeNotation")
    return Words(
        sender="".join(texts("From/OrganId")[:1]),
        receivers=tuple(texts("To/OrganId") or texts("ResponseFor/OrganId")),
        notation="/".join(number + notation) or "".join(texts("ResponseFor/Code")[:1]),
        title="".join(texts("Subject")[:1]),
    )
