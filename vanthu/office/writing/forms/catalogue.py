"""Forms by the code of their type."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vanthu.office.writing.choices import Family
from vanthu.office.writing.content import Content
from vanthu.office.writing.errors import UnknownForm
from vanthu.office.writing.textform.parsing import parse_text

_FILES = ("administrative.toml", "normative.toml", "party.toml")


@dataclass(frozen=True, slots=True)
class Form:
    """What a paper of one type looks like and begins with.

    `titled`: the name of the type stands above the text (cell 5a); else the subject stands below
    the number (5b). `to_label` opens the addressees, empty where a paper has none (9a); {issuer}
    in it is the name of the agency. `signers` are the titles of those who sign beside the last
    one, `role_alone` says that the title of the last one stands without the post (form 1.9). `form`
    is the sample of Annex III. `skeleton` is a first text in our words, `enacting` one
    that puts a longer text in force (form 1.3), where the type can do so.
    """

    code: str
    name: str
    family: Family
    titled: bool
    to_label: str
    signers: tuple[str, ...]
    last_signer: str
    role_alone: bool
    citation: str
    form: str
    skeleton: Content
    enacting: Content | None


def form_of(type_code: str) -> Form:
    """The form of a type; raises UnknownForm."""
    found = find_form(type_code)
    if found is None:
        raise UnknownForm(code=type_code)
    return found


def find_form(type_code: str) -> Form | None:
    """The form of a type, if the catalogue has one."""
    return forms().get(type_code)


@cache
def forms() -> Mapping[str, Form]:
    """Every form by the code of its type, in the order of the catalogue."""
    found: dict[str, Form] = {}
    for name in _FILES:
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        catalogue = tomllib.loads(text)
        for entry in catalogue["form"]:
            found[entry["code"]] = _form(entry, catalogue)
    return found


def _form(entry: Mapping[str, object], catalogue: Mapping[str, object]) -> Form:
    signers = entry.get("signers", [])
    assert isinstance(signers, list), "a list of titles"
    return Form(
        code=str(entry["code"]),
        name=str(entry["name"]),
        family=Family(str(catalogue["family"])),
        titled=bool(entry.get("titled", True)),
        to_label=str(entry.get("to", "")),
        signers=tuple(map(str, signers)),
        last_signer=str(entry.get("last_signer", "")),
        role_alone=bool(entry.get("role_alone", False)),
        citation=str(entry.get("citation", catalogue["citation"])),
        form=str(entry.get("form", "")),
        skeleton=parse_text(str(entry["skeleton"])),
        enacting=parse_text(str(entry["enacting"])) if "enacting" in entry else None,
    )
