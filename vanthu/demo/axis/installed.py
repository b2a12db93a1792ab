"""The simulated axis of this installation's demo: set up once, started with the server."""

import socket
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from vanthu.demo.axis.neighbours import NEIGHBOURS
from vanthu.demo.axis.store import Store
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.actions import know_agency
from vanthu.ground.org.choices import Level, Role
from vanthu.ground.org.models import Agency, Post
from vanthu.ground.org.queries import agency_names, current_codes

TITLE = "Trục mô phỏng (bản dùng thử)"
NEIGHBOURS_SYSTEM = "ben-ngoai"
_TRIED = "Sở Nội vụ"
_SYSTEM, _SECRET = "ban-dung-thu", "khoa-truc-mo-phong"
_FILE = """\
# Made by `vanthu demo --axis`: a simulated axis on this machine, which nobody real listens to.
# Take this file away to take the link away.
[[links]]
name = "truc-mo-phong"
kind = "axis"
title = "{title}"
own = [{own}]
reaches = [{reached}]
every_seconds = 5

[links.settings]
endpoint = "http://127.0.0.1:{port}/XrdAdapter/adapter"
system_id = "{system}"
secret = "{secret}"

[links.settings.limits]
settle_seconds = 5
"""


def folder() -> Path:
    """Where the axis keeps what it holds."""
    return Path(settings.VAR) / "demo-axis"


def port() -> int:
    """The port of the axis; 0 where none was set up."""
    path = folder() / "port"
    return int(path.read_text()) if path.exists() else 0


def greeted() -> str:
    """The code of the agency of ours that the neighbours write to; "" without one."""
    path = folder() / "greeted"
    return path.read_text() if path.exists() else ""


def set_up(now: datetime) -> bool:
    """Make the axis and a link to it; False, and nothing done, where links are configured already.

    Its neighbours become known, so that they can be ticked as recipients.
    """
    path = Path(settings.EXCHANGE)
    if path.exists():
        return False
    codes = _codes(now.astimezone(VIETNAM).date())
    if not codes:
        return False
    folder().mkdir(parents=True, exist_ok=True)
    store = Store(folder())
    store.register(_SYSTEM, _SECRET, codes.values())
    store.close()
    for each in NEIGHBOURS:
        know_agency(Actor.system(now), code=each.code, name=each.name)
    (folder() / "greeted").write_text(_greeted(codes, now.astimezone(VIETNAM).date()))
    _configure(path, list(codes.values()))
    return True


def _codes(day: date) -> dict[int, str]:
    """The codes of the agencies with a clerk here; a department of the province first."""
    clerks = Post.objects.on(day).filter(role=Role.RECORDS_CLERK)
    living = Agency.objects.filter(has_registry=True, posts__in=clerks).distinct()
    found = sorted(living, key=lambda each: (each.level != Level.PROVINCE, each.pk))
    codes = current_codes([each.pk for each in found], day)
    return {each.pk: codes[each.pk] for each in found if each.pk in codes}


def _greeted(codes: dict[int, str], day: date) -> str:
    """The code of the department whose accounts are tried first, else of any agency."""
    names = agency_names(codes, day)
    found = (number for number, each in names.items() if each.name == _TRIED)
    return codes[next(found, next(iter(codes)))]


def _configure(path: Path, codes: list[str]) -> None:
    secret = folder() / "secret"
    secret.write_text(_SECRET)
    secret.chmod(0o600)
    number = _free_port()
    (folder() / "port").write_text(str(number))
    own = {
        code.split(".")[0] if code[0].isalpha() else f"*.{code.split('.')[-1]}" for code in codes
    }
    reached = {each.code.split(".")[0] for each in NEIGHBOURS}
    path.write_text(
        _FILE.format(
            title=TITLE,
            own=", ".join(f'"{each}"' for each in sorted(own)),
            reached=", ".join(f'"{each}"' for each in sorted(reached)),
            port=number,
            system=_SYSTEM,
            secret=secret,
        ),
        encoding="utf-8",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
