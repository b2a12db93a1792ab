"""English beside Vietnamese: every text of the office's screens is there, with its values."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.utils import translation

from tests.faces.web.people import client_of
from tests.factories.incoming import presented
from tests.factories.province import Office, office
from tests.support.environment import ROOT
from vanthu.faces.web.rendering import TEMPLATES
from vanthu.office.documents.choices import DocumentState

CATALOGUE = ROOT / "vanthu" / "locale" / "en" / "LC_MESSAGES" / "django.po"
OURS = (
    "account",
    "boxes",
    "cadres",
    "documents",
    "drafts",
    "figures",
    "help",
    "notices",
    "registering",
    "rulebook",
    "upload",
)
VALUE = re.compile(r"%%?\(\w+\)s|\{\w+\}")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def texts(catalogue: Catalog) -> list[tuple[str, str]]:
    """Each message with each of its translations."""
    found = []
    for message in catalogue:
        source = message.id if isinstance(message.id, str) else message.id[0]
        strings = (message.string,) if isinstance(message.string, str) else message.string
        found += [(source, text) for text in strings or () if source and text]
    return found


def test_a_translation_names_the_same_values(catalogue: Catalog) -> None:
    wrong = [
        (source, text)
        for source, text in texts(catalogue)
        if set(VALUE.findall(source)) != set(VALUE.findall(text))
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", [*OURS, "shell", "components"])
def test_every_text_of_the_offices_pages_is_translated(catalogue: Catalog, folder: str) -> None:
    rows = extract_from_dir(
        TEMPLATES / folder,
        [("**.html", "jinja2")],
        {"**.html": {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "trimmed": "true"}},
    )
    said = {row[2] if isinstance(row[2], str) else row[2][0] for row in rows}
    known = {source for source, _text in texts(catalogue)}
    assert said - known == set()


@pytest.mark.django_db
def test_somebody_who_chose_english_reads_english() -> None:
    place: Office = office()
    document = presented(place)
    client = client_of(place.leader)
    client.post("/preferences", {"language": "en"})
    page = client.get(f"/documents/{document.pk}?box=to-direct").content.decode()
    with translation.override("en"):
        if translation.gettext("Đăng nhập") == "Đăng nhập":
            pytest.skip("the catalogue is not compiled: run script/assets")
    for words in ("To direct", "Direct and assign", "Path", "This step: due tomorrow", "Search"):
        assert words in page, words
    refused = client.get("/documents/999999").content.decode()
    assert "There is no such document, or you may not see it." in refused


@pytest.mark.django_db
def test_lists_name_states_in_the_language_of_their_reader() -> None:
    """The same process answers both: no label is made into words before it knows for whom."""
    place: Office = office()
    presented(place)
    client = client_of(place.leader)
    state = DocumentState.PRESENTED.label
    with translation.override("vi"):
        vietnamese = str(state)
    with translation.override("en"):
        english = str(state)
    if vietnamese == english:
        pytest.skip("the catalogue is not compiled: run script/assets")
    assert vietnamese in client.get("/documents").content.decode()
    client.post("/preferences", {"language": "en"})
    assert english in client.get("/documents").content.decode()


@pytest.mark.django_db
def test_who_may_not_search_is_not_offered_to() -> None:
    """Neither in the header nor at the bottom of a phone (Q-008: no content, nothing to find)."""
    place: Office = office()
    for actor, offered in ((place.clerk, True), (place.sysadmin, False), (place.inspector, False)):
        page = client_of(actor).get("/notifications").content.decode()
        assert ('role="search"' in page) is offered
        assert ('href="/search"' in page) is offered
