"""Every address says who may come in: a view without `who_may` is a door without a lock."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def test_every_address_declares_who_may() -> None:
    assert [address for address, door in doors() if not getattr(door, "who_may", "")] == []


def doors() -> Iterator[tuple[str, Any]]:
    """Each address with what answers it: the view, or for the API each operation."""
    for address, callback in _patterns(get_resolver().url_patterns, "/"):
        operations = _api_operations(callback)
        if operations is None:
            yield address, callback
            continue
        for operation in operations:
            methods = ",".join(sorted(operation.methods))
            yield f"{methods} {address}", operation.view_func


def _patterns(entries: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for entry in entries:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


def _api_operations(callback: Any) -> list[Any] | None:
    """The operations behind a path of the API; None for an ordinary view."""
    path_view = getattr(callback, "__self__", None)
    for cell in getattr(callback, "__closure__", None) or ():
        path_view = path_view or cell.cell_contents
    return getattr(path_view, "operations", None)
