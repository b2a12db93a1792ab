"""What a person typed, checked against the act's input; faults said in words, field by field."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Invalid
from vanthu.office.documents.rules import refuse_secrets

M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], data: Mapping[str, Any] | M) -> M:
    """The input as the act takes it; raises Invalid with a sentence for each wrong field, and
    StateSecretRefused when any of it carries a secrecy mark (M-08, Q-144)."""
    ready = data if isinstance(data, model) else _validated(model, data)
    refuse_secrets(0, texts(ready.model_dump()))
    return ready


def _validated(model: type[M], data: Mapping[str, Any] | M) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Invalid(faults(error.errors(include_url=False))) from error


def texts(value: Any) -> Iterator[str]:
    """Every text within, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def faults(errors: Any) -> dict[str, str]:
    """Each wrong field (dotted, as the form names it) with the first thing wrong with it."""
    found: dict[str, str] = {}
    for error in errors:
        name = ".".join(str(part) for part in error["loc"]) or "__all__"
        found.setdefault(name, sentence(str(error["type"]), error.get("ctx") or {}))
    return found


def sentence(kind: str, about: Mapping[str, Any]) -> str:
    """What is wrong, in words."""
    for ending, words in _SENTENCES.items():
        if kind.startswith(ending):
            return words(about)
    return _("Giá trị không hợp lệ. Hãy kiểm tra lại.")


_Words = Callable[[Mapping[str, Any]], str]


def _limit(about: Mapping[str, Any]) -> str:
    for name in ("ge", "le", "gt", "lt", "max_length"):
        if name in about:
            value = about[name]
            return short_date(value) if hasattr(value, "isoformat") else str(value)
    return ""


_SENTENCES: dict[str, _Words] = {
    "missing": lambda _about: _("Hãy nhập mục này."),
    "string_too_short": lambda _about: _("Hãy nhập mục này."),
    "string_too_long": lambda about: _("Dài quá, tối đa {limit} ký tự. Hãy rút gọn.").format(
        limit=_limit(about)
    ),
    "too_long": lambda about: _("Nhiều quá, tối đa {limit} mục.").format(limit=_limit(about)),
    "too_short": lambda _about: _("Hãy chọn ít nhất một mục."),
    "extra_forbidden": lambda _about: _("Việc này không có mục nào tên như vậy."),
    "date": lambda _about: _("Ngày không hợp lệ. Hãy nhập theo dạng năm-tháng-ngày."),
    "int": lambda _about: _("Phải là số nguyên."),
    "bool": lambda _about: _("Chỉ chọn có hoặc không."),
    "greater_than": lambda about: _("Nhỏ quá, ít nhất là {limit}.").format(limit=_limit(about)),
    "less_than": lambda about: _("Lớn quá, nhiều nhất là {limit}.").format(limit=_limit(about)),
    "literal_error": lambda _about: _("Giá trị không có trong danh mục. Hãy chọn lại."),
    "enum": lambda _about: _("Giá trị không có trong danh mục. Hãy chọn lại."),
    "string": lambda _about: _("Phải là chữ."),
    "value_error": lambda about: str(about.get("error", "")) or _("Giá trị không hợp lệ."),
}
