"""Whether what was signed is unchanged, how far that reaches, and what came after."""

from dataclasses import dataclass

from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from vanthu.ground.signing.verifying.verdicts import Coverage, Note

_FEW_FIELDS = 8


@dataclass(frozen=True)
class Wholeness:
    """`intact`: the signed bytes are those that were signed; `modified`: others were put over."""

    intact: bool
    covers: Coverage
    modified: bool
    notes: tuple[Note, ...]


def examine(signature: EmbeddedPdfSignature, data: bytes, stamped: bool | None = None) -> Wholeness:
    """Compare digests, then the file's later revisions with the signed one.

    `stamped` says of a time stamp of the document that its own check found it whole, or not.
    """
    if stamped is None:
        notes = _cryptographic(signature)
    else:
        notes = [] if stamped else [Note("altered-digest")]
    intact = not notes
    covers, modified, later = _after(signature, data)
    return Wholeness(intact, covers, modified, (*notes, *(later if intact else ())))


def _cryptographic(signature: EmbeddedPdfSignature) -> list[Note]:
    content = signature.signed_data["encap_content_info"]
    same_digest, right_signature = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        content["content_type"].native,
        signature.compute_digest(),
    )
    if not same_digest:
        return [Note("altered-digest")]
    return [] if right_signature else [Note("altered-signature")]


def _after(signature: EmbeddedPdfSignature, data: bytes) -> tuple[Coverage, bool, tuple[Note, ...]]:
    """A file whose revisions cannot be compared counts as changed: nothing speaks for it."""
    whole = Coverage.REVISION
    if not _spans(signature, data):
        return whole, True, (Note("modified-gap"),)
    try:
        signature.compute_integrity_info()
        if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
            return Coverage.WHOLE_FILE, False, ()
        if signature.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
            return whole, True, (Note("modified-gap"),)
        if _tail(data):
            return whole, True, (Note("modified-tail"),)
        return (whole, *_later(signature))
    except Exception:  # the difference analysis meets whatever the file holds
        return whole, True, (Note("modified"),)


def _spans(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether the signed ranges are all of the start of the file but the signature's own value.

    pyHanko compares lengths; here the gap itself must be the hexadecimal string that was read, or
    a range could be laid over other bytes.
    """
    ranges = [int(number) for number in signature.byte_range]
    if len(ranges) != 4 or min(ranges) < 0:
        return False
    start, first, second, length = ranges
    gap = data[first:second]
    if start != 0 or second + length > len(data) or gap[:1] != b"<" or gap[-1:] != b">":
        return False
    try:
        return bytes.fromhex(gap[1:-1].decode("ascii")) == signature.pkcs7_content
    except ValueError:
        return False


def _tail(data: bytes) -> bool:
    """Whether something stands behind the last end of the file: a viewer may find a page in it."""
    _, _, rest = data.rpartition(b"%%EOF")
    return bool(rest.strip(b"\0\t\n\f\r "))


def _later(signature: EmbeddedPdfSignature) -> tuple[bool, tuple[Note, ...]]:
    difference = signature.diff_result
    if not isinstance(difference, DiffResult):
        return True, (Note("modified"),)
    level, allowed = difference.modification_level, signature.docmdp_level
    if level == ModificationLevel.OTHER:
        return True, (Note("modified"),)
    if allowed is not None and level.value > allowed.value:
        return True, (Note("modified-locked"),)
    fields = sorted(difference.changed_form_fields)
    if level == ModificationLevel.NONE:
        return False, ()
    if not fields:
        return False, (Note("added"),)
    named = ", ".join(fields[:_FEW_FIELDS]) + (" …" if len(fields) > _FEW_FIELDS else "")
    return False, (Note("filled", {"fields": named[:300]}),)
