"""Our own schema: what leaves is checked against it before its first byte is written."""

from functools import cache
from pathlib import Path

from lxml import etree

from vanthu.office.interchange.edxml.errors import Unwritable

FILE = Path(__file__).with_name("edxml.xsd")
NOT_OUR_FORM = "Gói tin không đúng lược đồ của hệ thống ({what}); hãy báo quản trị hệ thống."


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(FILE), _parser()))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def validate(xml: bytes) -> None:
    """Raise Unwritable unless the message, without the bytes of its attachments, is in the form.

    The checks before say everything in sentences; what fails here alone is a mistake of ours.
    """
    try:
        _schema().assertValid(etree.fromstring(xml, _parser()))
    except etree.DocumentInvalid as error:
        raise Unwritable([NOT_OUR_FORM.format(what=error)]) from error
