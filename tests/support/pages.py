"""Every page a test fetches is checked: title, one heading, language, labels, linked errors."""

from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from lxml import html

UNNAMED = {"hidden", "submit", "button", "reset", "image"}


class CheckedClient(Client):
    """Django's test client that checks the HTML of each answer."""

    def request(self, **request: Any) -> Any:
        """Send the request; fail the test when the page that comes back is badly made."""
        response = super().request(**request)
        check_response(response)
        return response


def check_response(response: HttpResponseBase) -> None:
    """Check an answer that is a page or a fragment; others pass."""
    if response.streaming or "text/html" not in response.headers.get("Content-Type", ""):
        return
    text = response.content.decode(response.charset)  # type: ignore[attr-defined]
    if text.strip():
        problems = page_problems(text)
        assert not problems, f"page {getattr(response, 'request', {}).get('PATH_INFO')}: {problems}"


def page_problems(text: str) -> list[str]:
    """What is wrong with a page or fragment, in words; empty when nothing is."""
    if "<html" in text:
        root = html.document_fromstring(text)
        return [*_head_problems(root), *_id_problems(root), *_field_problems(root)]
    root = html.fragment_fromstring(text, create_parent="div")
    return _id_problems(root)


def _head_problems(root: html.HtmlElement) -> list[str]:
    problems = []
    if not (root.findtext(".//title") or "").strip():
        problems.append("no title")
    if len(root.findall(".//h1")) != 1:
        problems.append(f"{len(root.findall('.//h1'))} h1 headings instead of one")
    if not root.get("lang"):
        problems.append("no language")
    return problems


def _id_problems(root: html.HtmlElement) -> list[str]:
    ids = [str(value) for value in root.xpath("//@id")]
    return [f"id {value!r} twice" for value in sorted({i for i in ids if ids.count(i) > 1})]


def _field_problems(root: html.HtmlElement) -> list[str]:
    ids = {str(value) for value in root.xpath("//@id")}
    problems = []
    for field in root.xpath("//input | //select | //textarea"):
        name = field.get("name") or field.get("id") or "?"
        if field.get("type") not in UNNAMED and not _is_named(root, field):
            problems.append(f"field {name!r} has no label")
        told = (field.get("aria-describedby") or "").split()
        if field.get("aria-invalid") == "true" and not told:
            problems.append(f"the error of field {name!r} is not linked to it")
        problems += [
            f"field {name!r} is described by a missing {i!r}" for i in told if i not in ids
        ]
    return problems


def _is_named(root: html.HtmlElement, field: html.HtmlElement) -> bool:
    if field.get("aria-label") or field.get("aria-labelledby") or field.get("title"):
        return True
    if any(parent.tag == "label" for parent in field.iterancestors()):
        return True
    wanted = field.get("id")
    return any(label.get("for") == wanted for label in root.iter("label")) if wanted else False
