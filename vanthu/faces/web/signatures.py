"""What checks found of a file's signatures, as the panel beside the paper says it: calmly."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from vanthu.faces.web import wording
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.files.models import Blob
from vanthu.ground.signing.models import SignatureCheck
from vanthu.ground.signing.queries import checks_of, report_of
from vanthu.ground.signing.verifying.identity import compared
from vanthu.ground.signing.verifying.reports import Expected, FileReport, SignatureReport
from vanthu.ground.signing.verifying.verdicts import (
    FILE_SENTENCES,
    NOTE_SENTENCES,
    VERDICT_SENTENCES,
    Coverage,
    Gravity,
    Note,
)
from vanthu.office.documents.actions.signatures import PDF
from vanthu.office.documents.models import Document

Item = dict[str, Any]
# How officials call the cells of a paper set here; fields of other papers keep their own names.
_CELLS = {"so": N_("số"), "ngay": N_("ngày"), "ky": N_("chữ ký"), "dau": N_("con dấu")}
_LOOKS = {
    Gravity.GOOD: ("green", "circle-check"),
    Gravity.CAUTION: ("amber", "triangle-alert"),
    Gravity.BAD: ("red", "circle-alert"),
}


def panel(document: Document, blob: Blob | None) -> Item | None:
    """The panel of one file: the latest check, and when others were; None for what is no PDF."""
    if blob is None or blob.media_type != PDF:
        return None
    checks = checks_of(blob.pk)
    found: Item = {
        "check_url": f"/documents/{document.pk}/acts/check-signatures",
        "summary": _("Chữ ký số: đang chờ kiểm tra"),
        "tone": "",
        "icon": "shield-check",
        "signatures": [],
        "stamps": [],
        "sentence": "",
        "checked": "",
        "trust": "",
        "older": [],
    }
    return found | _checked(document, checks) if checks else found


def expected_of(document: Document) -> Expected:
    """Who should have signed: the agency that the document names as its issuer."""
    return Expected((document.issuer_name,) if document.issuer_name else ())


def _checked(document: Document, checks: list[SignatureCheck]) -> Item:
    last = checks[0]
    report = compared(report_of(last), expected_of(document))
    tone, icon = _look(report)
    names = ", ".join(last.trust_names)
    return {
        "summary": _summary(report),
        "tone": tone,
        "icon": icon,
        "signatures": [signature_item(each) for each in report.signatures],
        "stamps": [signature_item(each) for each in report.timestamps],
        "sentence": file_words(report),
        "checked": wording.day_time(last.at),
        "asked": last.asked_network,
        "trust": names or _("không có chứng thư gốc nào phù hợp"),
        "digest": last.trust_digest[:16],
        "older": [(wording.day_time(each.at), _summary(report_of(each))) for each in checks[1:]],
    }


def _look(report: FileReport) -> tuple[str, str]:
    """The tone of the gravest signature; a file without any has none."""
    gravities = {each.gravity for each in report.signatures}
    for gravity in (Gravity.BAD, Gravity.CAUTION, Gravity.GOOD):
        if gravity in gravities:
            return _LOOKS[gravity]
    return "", "shield-check"


def _summary(report: FileReport) -> str:
    if not report.signatures:
        return file_words(report)
    count = len(report.signatures)
    good = sum(each.gravity is Gravity.GOOD for each in report.signatures)
    total = ngettext("%(n)s chữ ký số", "%(n)s chữ ký số", count) % {"n": count}
    if good == count:
        return _("%(total)s, hợp lệ") % {"total": total}
    return _("%(total)s, %(n)s cần lưu ý") % {"total": total, "n": count - good}


def signature_item(report: SignatureReport) -> Item:
    """One signature: who, of which agency, when, the verdict and what it rests on."""
    tone, icon = _LOOKS[report.gravity]
    moment = report.signing_time
    return {
        "signer": report.signer or _("Không rõ người ký"),
        "organisation": report.organisation,
        "issuer": report.cn_issuer,
        "when": wording.day_time(moment.astimezone(VIETNAM)) if moment else "",
        "proven": report.time_proven,
        "verdict": _(VERDICT_SENTENCES[report.verdict]),
        "notes": [note_words(note) for note in report.notes],
        "covers": _covers(report.covers),
        "tone": tone,
        "icon": icon,
        "field": report.field,
    }


def note_words(note: Note) -> str:
    """A note in the reader's language."""
    values = note.values
    if "fields" in values:
        named = [str(_(_CELLS.get(name, name))) for name in values["fields"].split(", ")]
        values = {**values, "fields": ", ".join(named)}
    return _(NOTE_SENTENCES[note.code]).format_map(values)


def file_words(report: FileReport) -> str:
    """What the file is, in the reader's language."""
    return " ".join([_(FILE_SENTENCES[report.state]), *map(note_words, report.notes)])


def _covers(coverage: Coverage | None) -> str:
    if coverage is None:
        return ""
    return _("cả tệp") if coverage is Coverage.WHOLE_FILE else _("tệp như lúc ký")
