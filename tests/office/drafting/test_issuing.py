"""From the signature on: paper, recipients and groups, internal documents, late issues."""

from datetime import date, timedelta

import pytest

from tests.factories import drafts, incoming
from tests.factories.province import NOW, agency, office
from tests.factories.states import signed_long_ago
from vanthu.ground.access import keys
from vanthu.ground.access.permissions import MissingRight
from vanthu.ground.notify.models import Notice
from vanthu.ground.org.choices import LineageKind
from vanthu.ground.org.models import Agency, AgencyVersion, Lineage
from vanthu.office.documents.actions import (
    NewFile,
    NewRecipient,
    attach_file,
    insert_number,
    reserve_number,
)
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.documents.errors import Locked
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import DocumentFile, RecipientGroup
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting import actions, queries
from vanthu.office.drafting.choices import ApprovalKind
from vanthu.office.drafting.errors import (
    ApprovedTextChanged,
    FutureSignature,
    NoRecipients,
    NotAddressed,
    NotLate,
)
from vanthu.office.drafting.models import Addressee
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import BadReceiver
from vanthu.office.handling.models import BoxItem
from vanthu.office.handling.queries import path
from vanthu.office.handling.reminding import send_reminders
from vanthu.reports.dashboard.queries import Span
from vanthu.reports.issuing import late_table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
FRIDAY = date(2026, 11, 20)


def test_a_signature_on_paper_is_the_signers_approval() -> None:
    place = office()
    document = drafts.format_approved(place)
    scan = drafts.blob()
    actions.record_paper_signature(
        place.clerk, document_id=document.pk, blob=scan, name="da-ky.txt", signed_on=FRIDAY
    )
    signed = drafts.fresh(document)
    assert (signed.state, signed.signer_name) == (DocumentState.APPROVED, place.leader.name)
    (last,) = [
        row
        for row in queries.approvals(place.clerk, document.pk)
        if row.kind == ApprovalKind.LEADER
    ]
    assert (last.name, last.on_paper, last.signed_on) == (place.leader.name, True, FRIDAY)
    file = DocumentFile.objects.get(document=document, role=FileRole.SIGNED_SCAN)
    assert file.blob_id == scan.pk
    numbered = actions.give_number(place.clerk, document_id=document.pk)
    assert numbered.state == DocumentState.NUMBERED
    assert BoxItem.objects.get(document=document).due_on == NOW.date()
    tomorrow = NOW.date() + timedelta(days=1)
    with pytest.raises(FutureSignature):
        actions.record_paper_signature(
            place.clerk, document_id=document.pk, blob=scan, name="b.txt", signed_on=tomorrow
        )


def test_an_annex_added_behind_the_signers_back_stops_the_number() -> None:
    place = office()
    document = drafts.approved(place)
    DocumentFile.objects.create(
        document=document,
        blob=drafts.blob(),
        name="phu-luc.txt",
        role=FileRole.ANNEX,
        order=9,
        added_at=NOW,
    )
    with pytest.raises(ApprovedTextChanged):
        actions.give_number(place.clerk, document_id=document.pk)


def test_after_the_number_the_paper_takes_no_files_but_scans() -> None:
    place = office()
    for make in (drafts.numbered, drafts.issued):
        document = make(place)
        for role in (FileRole.MAIN, FileRole.ANNEX):
            file = NewFile(drafts.blob(), "khac.txt", role)
            with pytest.raises(Locked):
                attach_file(place.clerk, document_id=document.pk, file=file)


def test_a_reserved_and_an_inserted_number_lead_to_the_same_box() -> None:
    place = office()
    first = drafts.numbered(place)
    (kept,) = reserve_number(
        place.clerk, register_id=place.outgoing.pk, reason="Giữ cho nghị quyết"
    )
    reserved, inserted = drafts.approved(place), drafts.approved(place)
    actions.give_number(place.clerk, document_id=reserved.pk, reserved_id=kept.pk)
    insert_number(place.clerk, document_id=inserted.pk, after=1, reason="Bỏ sót")
    for document in (first, reserved, inserted):
        assert BoxItem.objects.get(document=document).box == Box.TO_ISSUE
    assert drafts.fresh(inserted).number == "01a"


def test_nothing_is_issued_to_nobody() -> None:
    place = office()
    document = drafts.numbered(place, recipients=())
    with pytest.raises(NoRecipients):
        actions.issue(place.clerk, document_id=document.pk)


def test_groups_become_recipients_each_once() -> None:
    place = office()
    members = [agency() for _ in range(3)]
    group = RecipientGroup.objects.create(agency=place.agency, name="UBND các xã, phường")
    group.members.set([*members, place.agency])
    document = drafts.draft(place, recipients=())
    wide = actions.start(
        place.specialist,
        direction="outgoing",
        fields=OutgoingFields(type_code="ke-hoach", subject="Kế hoạch"),
        recipients=[NewRecipient(agency_id=members[1].pk)],
        group_ids=[group.pk],
    )
    named = list(wide.recipients.order_by("order").values_list("agency_id", flat=True))
    assert named[0] == members[1].pk
    assert sorted(named) == sorted(member.pk for member in members)
    assert queries.lines(place.specialist, document.pk) == ["- Lưu: VT, KT."]
    assert queries.lines(place.specialist, wide.pk)[-1] == "- Lưu: VT, KT."
    assert len(queries.lines(place.specialist, wide.pk)) == 4


def test_a_group_follows_its_members_to_their_successors() -> None:
    place, heir, lost = office(), agency(), agency(name="UBND xã đã giải thể")
    gone = [agency(), agency()]
    Agency.objects.filter(pk__in=[lost.pk, *(row.pk for row in gone)]).update(valid_to=FRIDAY)
    AgencyVersion.objects.filter(agency__in=[lost, *gone]).update(valid_to=FRIDAY)
    for row in gone:
        Lineage.objects.create(
            predecessor=row, successor=heir, kind=LineageKind.MERGED, on=FRIDAY, basis="NQ"
        )
    group = RecipientGroup.objects.create(agency=place.agency, name="Các xã")
    group.members.set([*gone, lost])
    found = queries.group_members(place.id, [group.pk], NOW.date())
    assert [(row.agency_id, row.name) for row in sorted(found, key=lambda r: r.name)] == [
        (heir.pk, ""),
        (lost.pk, "UBND xã đã giải thể"),
    ]


def test_an_internal_document_reaches_units_and_people() -> None:
    place = office()
    to = [incoming.to_office(place), incoming.to_post(place, "colleague")]
    document = drafts.issued(place, direction="internal", addressees=to)
    found = set(BoxItem.objects.filter(document=document).values_list("holder", "box"))
    assert found == {
        (keys.unit_heads(place.headquarters.pk), Box.TO_KNOW),
        (keys.post(place.colleague.post_id or 0), Box.TO_KNOW),
    }
    assert find_visible(place.archivist, document.pk) == document
    actions.mark_read(place.colleague, document_id=document.pk)
    with pytest.raises(NotAddressed):
        actions.mark_read(place.colleague, document_id=document.pk)
    with pytest.raises(NotAddressed):
        actions.mark_read(place.archivist, document_id=document.pk)
    read = Addressee.objects.get(document=document, post=place.colleague.post_id)
    assert (read.read_at, read.read_by_name) == (NOW, place.colleague.name)
    assert BoxItem.objects.filter(document=document).count() == 1


def test_an_internal_document_is_addressed_within_the_agency() -> None:
    place, other = office(), office()
    for wrong in ([incoming.to_office(other)], [incoming.to_office(place)] * 2):
        with pytest.raises(BadReceiver):
            drafts.draft(place, direction="internal", addressees=wrong)
    document = drafts.numbered(place, direction="internal")
    with pytest.raises(NoRecipients):
        actions.issue(place.clerk, document_id=document.pk)


def test_a_recalled_internal_document_leaves_every_box() -> None:
    place = office()
    to = [incoming.to_office(place)]
    document = drafts.recalled(place, direction="internal", addressees=to)
    assert not BoxItem.objects.filter(document=document).exists()


def test_the_report_of_late_issues() -> None:
    place = office()
    on_time = drafts.issued(place)
    waiting = drafts.approved(place)
    urgent = drafts.approved(place, urgency=3)
    tomorrow = place.clerk.at(NOW + timedelta(days=1))
    later = place.clerk.at(NOW + timedelta(days=2))
    rows = queries.issue_times(place.clerk, FRIDAY, NOW.date())
    assert [row.document_id for row in rows] == [on_time.pk, waiting.pk, urgent.pk]
    assert queries.late_issues(place.clerk, FRIDAY, NOW.date()) == []
    late = queries.late_issues(tomorrow, FRIDAY, NOW.date())
    assert [row.document_id for row in late] == [urgent.pk]
    late = queries.late_issues(later, FRIDAY, NOW.date())
    assert [row.document_id for row in late] == [waiting.pk, urgent.pk]


def test_a_late_issue_has_its_reason() -> None:
    place = office()
    document = signed_long_ago(place)
    with pytest.raises(NotLate):
        actions.explain_delay(place.clerk, document_id=drafts.numbered(place).pk, reason="Mất điện")
    with pytest.raises(MissingRight):
        actions.explain_delay(place.specialist, document_id=document.pk, reason="Mất điện")
    actions.explain_delay(place.clerk, document_id=document.pk, reason="Mất điện")
    actions.explain_delay(place.clerk, document_id=document.pk, reason="Chờ bản dịch")
    (row,) = queries.late_issues(place.clerk, date(2026, 11, 16), NOW.date())
    assert (row.reason, row.due_on) == ("Chờ bản dịch", date(2026, 11, 17))
    table = late_table(place.clerk, Span(date(2026, 11, 1), NOW.date()))
    assert list(table.rows)[0][-1] == "Chờ bản dịch"
    steps = [step.act for step in path(document.pk)]
    assert steps.count("explain-delay") == 2, "the path keeps both"


def test_the_clerk_is_reminded_of_what_waits_to_be_issued() -> None:
    place = office()
    drafts.numbered(place)
    send_reminders(place.clerk.at(NOW + timedelta(days=1)), lambda done, total: None)
    told = Notice.objects.filter(holder=keys.registry(place.id), kind="R-03")
    assert told.filter(link="/boxes/to-issue").exists()


def test_the_path_tells_every_step_of_the_draft() -> None:
    place = office()
    document = drafts.issued(place)
    acts = [step.act for step in path(document.pk)]
    assert acts == [
        "draft",
        "add-version",
        "submit",
        "approve-content",
        "approve-format",
        "approve-signing",
        "give-number",
        "issue",
    ]
