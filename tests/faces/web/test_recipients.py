"""Who gets a document and what for, as ticked and typed (Annex I, II.9.a)."""

import pytest
from django.http import QueryDict

from tests.factories import drafts
from tests.factories.province import office
from vanthu.faces.acts import catalogue, forms
from vanthu.faces.web.recipients import picker, spread
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.drafting import queries as drafting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def test_each_has_its_purpose_and_the_page_says_it() -> None:
    place, ticked, before = office(), office(), office()
    document = drafts.draft(place, recipients=[NewRecipient(agency_id=before.id, purpose="know")])
    form = QueryDict(mutable=True)
    form.setlist("to", [str(before.id), str(ticked.id)])
    form[f"purpose:{before.id}"] = "check"
    form["to_purpose"] = "report"
    form["to_others"] = "Bộ Nội vụ (để biết)\nBộ Tài chính\nHội Luật gia (cơ sở 2)"
    spread(form)
    act = catalogue.find("set-recipients")
    catalogue.perform(place.specialist, document.pk, act.name, forms.posted(act, form))
    rows = document.recipients.order_by("order").values_list("agency", "name", "purpose")
    names = {agency: name for agency, name, _purpose in rows}
    assert [(agency, purpose) for agency, _name, purpose in rows] == [
        (before.id, "check"),
        (ticked.id, "report"),
        (None, "know"),
        (None, "execute"),
        (None, "execute"),
    ]
    lines = drafting.lines(place.specialist, document.pk)
    assert lines[:2] == ["- Bộ Tài chính;", "- Hội Luật gia (cơ sở 2);"]
    assert f"- {names[ticked.id]} (để báo cáo);" in lines
    assert f"- {names[before.id]} (để kiểm tra, giám sát);" in lines
    assert "- Bộ Nội vụ (để biết);" in lines
    began = catalogue.form(place.specialist, document.pk, "set-recipients").initial["recipients"]
    shown = picker(place.id, place.clerk.today, began)
    assert str(shown["others"]).splitlines() == str(form["to_others"]).splitlines()
    chosen = {row["id"]: row["purpose"] for row in shown["agencies"] if row["on"]}
    assert chosen == {before.id: "check", ticked.id: "report"}
    again = picker(place.id, place.clerk.today, (), form)
    assert {row["id"]: row["purpose"] for row in again["agencies"] if row["on"]} == chosen
