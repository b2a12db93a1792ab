"""From a template and its values to an answer: a whole page, or one block of it for htmx."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import jinja2
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from jinja2_fragments import render_block
from markupsafe import Markup

from vanthu.demo.pki.installed import is_set_up
from vanthu.faces.web import elements, wording

TEMPLATES = Path(__file__).parent / "templates"
THEMES = ("light", "dark")
FILTERS = (
    *(
        wording.day,
        wording.last_day,
        wording.day_time,
        wording.clock,
        wording.long_day,
        wording.iso,
    ),
    *(
        wording.ago,
        wording.span,
        wording.number,
        wording.exact,
        wording.size,
        wording.confidence,
        wording.device,
    ),
)
GLOBALS = (elements.asset, elements.attributes, elements.unique, elements.url)


class Components:
    """Every macro of templates/components under one name, `ui`; a name given twice is an error.

    They are globals because a block that is rendered alone never runs its page's imports.
    """

    def __init__(self, **written_in_python: object) -> None:
        for name, function in written_in_python.items():
            self._add(name, function)

    def fill(self, environment: jinja2.Environment) -> None:
        """Read the macros in, once `ui` is a global: a macro copies the globals and uses `ui`."""
        for path in sorted((TEMPLATES / "components").glob("*.html")):
            module = environment.get_template(f"components/{path.name}").module
            for name, macro in vars(module).items():
                if isinstance(macro, jinja2.runtime.Macro):
                    self._add(name, macro)

    def _add(self, name: str, macro: object) -> None:
        if hasattr(self, name):
            raise ValueError(f"two components are called {name}")
        setattr(self, name, macro)


def render(
    request: HttpRequest,
    template: str,
    *,
    block: str | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Answer with the page; with only its `block` when htmx asks for a piece.

    A boosted link and a restored history entry want the whole page although htmx asks.
    Raises jinja2's errors for a missing template, block or value: a page never shows a hole.
    """
    values = {**_common(request), "answered": status, **context}
    if block is not None and wants_fragment(request):
        body = render_block(environment(), template, block, values)
    else:
        body = environment().get_template(template).render(values)
    response = HttpResponse(body, status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """True when htmx will put the answer into the page that is already there."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


@cache
def environment() -> jinja2.Environment:
    """The one Jinja environment; a name that a template lacks raises, never prints nothing."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.DEBUG,
        cache_size=-1,
    )
    made.policies["ext.i18n.trimmed"] = True
    cast(Any, made).install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    # A choice's options may be grouped; a translated label is no string to Jinja.
    made.tests["grouped"] = lambda value: isinstance(value, list | tuple)
    made.globals["_"] = say
    made.globals["fixed"] = fixed
    made.filters.update({function.__name__: function for function in FILTERS})
    made.globals.update({function.__name__: function for function in GLOBALS})
    made.globals["ui"] = components = Components(icon=elements.icon)
    components.fill(made)
    return made


def say(message: str, /, **values: object) -> Markup:
    """`_` of templates, as Jinja's own would answer: a page asks it two hundred times."""
    text, whole = _said(message, translation.get_language())
    return text % values if values else whole


@lru_cache(maxsize=4096)
def _said(message: str, _language: str | None) -> tuple[Markup, Markup]:
    """The message in the language of the moment: to be filled, and when there is nothing to fill.

    Jinja fills every message, so that "%%" stands for a per cent sign in all of them.
    """
    text = Markup(translation.gettext(message))
    try:
        return text, text % {}
    except (KeyError, TypeError):
        return text, text


def fixed(template: str) -> Markup:
    """A piece that says the same on every page of a language; it asks for no values of the page."""
    return _fixed(template, translation.get_language())


@lru_cache(maxsize=64)
def _fixed(template: str, _language: str | None) -> Markup:
    return Markup(environment().get_template(template).render())


def _common(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    return {
        "request": request,
        # Read once at the edge (middleware.RequestIdentity); templates never ask the clock.
        "now": getattr(request, "now", None),
        "theme": theme if theme in THEMES else "",
        "language": translation.get_language() or "vi",
        "demo_trusted": is_set_up(),
        # Lazy: a page without a form sets no cookie.
        "csrf_token": SimpleLazyObject(lambda: _token(request)),
    }


def _token(request: HttpRequest) -> str:
    """The token of a form. Its cookie is good for a year, so it is sent when it is new alone."""
    new = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", "CSRF_COOKIE" not in request.META)
    token = get_token(request)
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = new
    return token
