"""Whole pages and pieces, assets by their built names, and components that keep their promises."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from django.test import RequestFactory

from vanthu.faces.web import elements, rendering

FRAGMENT = {"HX-Request": "true"}
ERROR: dict[str, Any] = {
    "heading": "Không tìm thấy",
    "sentence": "Hãy kiểm tra lại <đường dẫn>.",
    "code": "not-found",
    "request_id": "",
    "back": "",
    "stale": False,
}


def make(source: str, **context: object) -> str:
    return rendering.environment().from_string(source).render(**context)


def answer(headers: dict[str, str]) -> str:
    request = RequestFactory().get("/", headers=headers)
    response = rendering.render(request, "error.html", block="refusal", status=404, **ERROR)
    assert response.status_code == 404
    assert response["Vary"] == "HX-Request, Cookie"
    return response.content.decode()


@pytest.fixture
def static_root(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.STATIC_ROOT = tmp_path
    elements.read_manifest.cache_clear()
    yield tmp_path
    elements.read_manifest.cache_clear()


def test_a_browser_gets_the_page_and_htmx_only_its_block() -> None:
    assert answer({}).lstrip().startswith("<!doctype html>")
    assert answer(FRAGMENT).lstrip().startswith('<div class="card" data-refusal>')


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_boosted_links_and_restored_history_get_the_whole_page(header: str) -> None:
    assert "<!doctype html>" in answer({**FRAGMENT, header: "true"})


def test_values_are_escaped_and_a_missing_one_is_an_error() -> None:
    assert "&lt;đường dẫn&gt;" in answer({})
    with pytest.raises(jinja2.UndefinedError):
        make("{{ absent }}")


def test_the_theme_of_the_cookie_chooses_the_stylesheet() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    assert (
        'id="dark" media="screen"'
        in rendering.render(request, "error.html", **ERROR).content.decode()
    )
    request.COOKIES["theme"] = '"><script>'
    page = rendering.render(request, "error.html", **ERROR).content.decode()
    assert "prefers-color-scheme: dark" in page


def test_pages_hold_no_inline_script_or_style() -> None:
    page = answer({})
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)


def test_assets_are_named_by_the_manifest(static_root: Path) -> None:
    assert elements.asset("main.css") == "/static/main.css"
    elements.read_manifest.cache_clear()
    (static_root / "manifest.json").write_text(json.dumps({"main.css": "main-4F2A.css"}))
    assert elements.asset("main.css") == "/static/main-4F2A.css"


def test_a_refused_act_is_inert_and_described_by_its_reason() -> None:
    html = make("{{ ui.button('Kết thúc', why='Chưa có kết quả phối hợp.') }}")
    described = re.search(r'aria-disabled="true" aria-describedby="([\w-]+)"', html)
    assert described
    assert 'type="button"' in html
    assert f'role="tooltip" id="{described[1]}">Chưa có kết quả phối hợp.' in html


def test_a_field_is_described_by_its_error_doubt_and_hint_in_that_order() -> None:
    html = make(
        "{{ ui.field('number', 'Số', '15', error='Thiếu số.', hint='Như trên văn bản.',"
        " doubtful=true, confidence=0.629) }}"
    )
    assert 'aria-describedby="f-number-error f-number-check f-number-hint"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="f-number">' in html
    assert "Đề nghị kiểm tra" in html
    assert "62 %" in html


def test_a_filled_in_field_is_read_only_and_says_so() -> None:
    html = make("{{ ui.field('arrival', 'Số đến', '12', auto=true) }}")
    assert "readonly" in html
    assert "Hệ thống tự điền" in html


def test_a_choice_takes_pairs_and_groups() -> None:
    html = make(
        "{{ ui.choice('type', 'Loại', [('Hành chính', [('cv', 'Công văn')]), ('x', 'Khác')],"
        " 'cv') }}"
    )
    assert '<optgroup label="Hành chính">' in html
    assert re.search(r'<option value="cv" selected>Công văn', html)
    assert '<option value="x">Khác' in html


def test_the_four_parts_fill_the_bar_and_are_told_in_words() -> None:
    parts = [
        {"label": label, "count": count, "words": str(count), "percent": "", "url": ""}
        for label, count in (("a", 1), ("b", 1), ("c", 2), ("d", 0))
    ]
    html = make("{{ ui.four_way('Kết quả', parts) }}", parts=parts)
    widths = [
        float(width) for width in re.findall(r'class="part-\d" x="[\d.]+%" width="([\d.]+)%"', html)
    ]
    assert widths == [25, 25, 50, 0]
    assert 'aria-label="Kết quả: a 1; b 1; c 2; d 0"' in html


def test_charts_of_nothing_are_drawn_too() -> None:
    assert "Xem bảng số liệu" in make("{{ ui.columns('Theo tháng', []) }}")
    assert "<figcaption>" in make("{{ ui.bars('Theo phòng', []) }}")


def test_every_icon_that_a_template_names_is_in_the_sheet() -> None:
    web = rendering.TEMPLATES.parent
    known = set(re.findall(r'symbol id="([\w-]+)"', (web / "assets/icons.svg").read_text()))
    named = {
        name
        for path in rendering.TEMPLATES.rglob("*.html")
        for name in re.findall(r'icon(?:\(|=)"([\w-]+)"', path.read_text())
    }
    assert named
    assert named <= known
