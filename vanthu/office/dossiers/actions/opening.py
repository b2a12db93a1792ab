"""Open a dossier, change its fields."""

from dataclasses import asdict, dataclass
from datetime import date

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.queries import current_code, unit_names
from vanthu.ground.people.queries import holder_name
from vanthu.kernel.text import one_line
from vanthu.office.documents import standard
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.dossiers import permissions
from vanthu.office.dossiers.choices import Verb
from vanthu.office.dossiers.errors import BadDossier, NotationTaken
from vanthu.office.dossiers.events import DossierChanged, DossierOpened
from vanthu.office.dossiers.models import Dossier, DossierShare
from vanthu.office.dossiers.rules import next_notation


@dataclass(frozen=True, kw_only=True)
class DossierFields:
    """What its maker fills in (Annex VI Part II, dossier, fields 1.3 to 8 and 11).

    `notation` empty: the next free number with the abbreviation of the maker's unit.
    """

    title: str = ""
    notation: str = ""
    maintenance: str = ""
    rights: str = ""
    language: str = "Tiếng Việt"
    start_on: date | None = None
    end_on: date | None = None
    description: str = ""


@action
def open_dossier(actor: Actor, *, fields: DossierFields, year: int | None = None) -> Dossier:
    """Open a dossier of the actor's agency, made by the actor's post, for the year of today.

    Raises BadDossier, NotationTaken.
    """
    permissions.check_open(actor)
    clean = _cleaned(fields)
    day_year = year or actor.today.year
    columns = {**clean, "start_on": clean["start_on"] or actor.today}
    code = current_code(actor.agency_id, actor.today)
    columns["notation"] = clean["notation"] or _next(actor, code, day_year)
    _check_free(code, day_year, str(columns["notation"]))
    dossier = Dossier.objects.create(
        **columns,
        agency_id=actor.agency_id,
        agency_code=code,
        year=day_year,
        creator_name=holder_name(actor.post_id or 0, actor.today) or actor.name,
        creator_post=actor.post_id or 0,
        created_at=actor.now,
    )
    DossierShare.objects.create(
        dossier=dossier, holder=keys.post(actor.post_id or 0), since=actor.now
    )
    announce(
        actor,
        DossierOpened(
            agency_id=dossier.agency_id,
            object_id=dossier.pk,
            code=code_of(dossier),
            title=dossier.title,
        ),
    )
    return dossier


@action
def change(actor: Actor, *, dossier_id: int, fields: DossierFields) -> Dossier:
    """Change title, notation, retention and the other fields of an open dossier (H-03, H-04)."""
    dossier = permissions.find(actor, dossier_id, lock=True)
    permissions.check(actor, Verb.CHANGE, dossier)
    clean = _cleaned(fields)
    clean["notation"] = clean["notation"] or dossier.notation
    clean["start_on"] = clean["start_on"] or dossier.start_on
    if clean["notation"] != dossier.notation:
        _check_free(dossier.agency_code, dossier.year, str(clean["notation"]))
    changes = {
        name: [str(getattr(dossier, name) or ""), str(new or "")]
        for name, new in clean.items()
        if getattr(dossier, name) != new
    }
    if changes:
        Dossier.objects.filter(pk=dossier_id).update(**clean)
        dossier.refresh_from_db()
        announce(
            actor,
            DossierChanged(agency_id=dossier.agency_id, object_id=dossier_id, changes=changes),
        )
    return dossier


def code_of(dossier: Dossier) -> str:
    """FileCode: agency code, year and notation (Q-091)."""
    return f"{dossier.agency_code}.{dossier.year}.{dossier.notation}"


def _cleaned(fields: DossierFields) -> dict[str, str | date | None]:
    """The columns; raises BadDossier with a sentence per wrong field, StateSecretRefused."""
    given: dict[str, str | date | None] = asdict(fields)
    clean = {n: one_line(v) if isinstance(v, str) else v for n, v in given.items()}
    refuse_secrets(0, [value for value in clean.values() if isinstance(value, str)])
    errors = {} if clean["title"] else {"title": "Hãy nhập tiêu đề hồ sơ."}
    for leaf in standard.DOSSIER:
        value = clean.get(leaf.column)
        longest = leaf.accepted
        if isinstance(value, str) and longest and len(value) > longest:
            errors[leaf.column] = f"Dài {len(value)} ký tự, tối đa {longest} ký tự. Hãy rút gọn."
    if fields.start_on and fields.end_on and fields.end_on < fields.start_on:
        errors["end_on"] = "Ngày kết thúc sớm hơn ngày bắt đầu. Hãy kiểm tra lại."
    if errors:
        raise BadDossier(errors)
    clean["notation"] = _notation(clean)
    return clean


def _notation(clean: dict[str, str | date | None]) -> str:
    longest = Dossier._meta.get_field("notation").max_length
    value = str(clean["notation"] or "")
    if longest and len(value) > longest:
        raise BadDossier({"notation": f"Tối đa {longest} ký tự. Hãy rút gọn số và ký hiệu."})
    return value


def _next(actor: Actor, code: str, year: int) -> str:
    units = unit_names([actor.unit_id], actor.today) if actor.unit_id is not None else {}
    abbreviation = units[actor.unit_id].abbreviation if actor.unit_id in units else ""
    used = Dossier.objects.filter(agency_code=code, year=year).values_list("notation", flat=True)
    return next_notation(used, abbreviation)


def _check_free(code: str, year: int, notation: str) -> None:
    twin = Dossier.objects.filter(agency_code=code, year=year, notation=notation).first()
    if twin is not None:
        raise NotationTaken(notation=notation, year=year, title=twin.title)
