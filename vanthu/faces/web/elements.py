"""What templates call for the smallest pieces: addresses, ids, attributes and icons."""

import json
import logging
import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from markupsafe import Markup, escape

_log = logging.getLogger(__name__)


def asset(name: str) -> str:
    """The address of a built file: `main.css` -> `/static/main-4F2A.css` (script/assets).

    Before the first build the plain name is answered, with a warning.
    """
    read = read_manifest.__wrapped__ if settings.DEBUG else read_manifest
    return f"{settings.STATIC_URL}{read(settings.STATIC_ROOT).get(name, name)}"


def icon(name: str, label: str = "") -> Markup:
    """A picture of the icon sheet; decoration unless it has a label. In Python: rows hold many."""
    return _drawn(asset("icons.svg"), name, label)


def attributes(values: Mapping[str, object] | None) -> Markup:
    """HTML attributes from a mapping; True gives the bare name, None and False give nothing."""
    if not values:
        return Markup()
    return Markup(
        " ".join(
            escape(name) if value is True else f'{escape(name)}="{escape(value)}"'
            for name, value in values.items()
            if value is not None and value is not False
        )
    )


def unique(prefix: str) -> str:
    """An element id that no other fragment on the page can have, for aria-describedby."""
    return f"{prefix}-{secrets.token_hex(4)}"


@lru_cache(maxsize=1024)
def url(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named page; kept, because every page asks for the same dozen."""
    return reverse(name, args=args, kwargs=kwargs or None)


@lru_cache
def read_manifest(folder: str | Path) -> dict[str, str]:
    """Which hashed name each built file has; kept for the life of the process, but read anew
    on every call while developing."""
    path = Path(folder) / "manifest.json"
    if not path.exists():
        _log.warning("no built assets at %s: run script/assets", path)
        return {}
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names


@lru_cache(maxsize=512)
def _drawn(sheet: str, name: str, label: str) -> Markup:
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else 'aria-hidden="true"'
    return Markup('<svg class="icon" {}><use href="{}#{}"/></svg>').format(
        Markup(spoken), sheet, name
    )
