"""Who does what to cases in the demo: every agency enters and confirms its own, the province rest.

The bodies are those of organisation.md section 1: Ban Tổ chức Tỉnh ủy and Sở Nội vụ appraise, the
leaders of Tỉnh ủy and of UBND tỉnh decide, the inspector reads all.
"""

from collections.abc import Iterable, Iterator

from vanthu.cadres.personnel.choices import DutyKind, DutyScope, Matter
from vanthu.cadres.personnel.models import Duty
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.organisation import province
from vanthu.demo.sources import REFORM
from vanthu.ground.org.choices import Role

# What the state's own bodies appraise and decide; the rest is the Party's alone.
STATE_MATTERS = (Matter.STAFFING, Matter.TRAINING, Matter.TARGETS, Matter.PERSONNEL)

APPRAISERS: dict[str, Iterable[Matter]] = {
    "btc-tinh-uy#extra0": tuple(Matter),
    "so-noi-vu#extra1": STATE_MATTERS,
}
DECIDERS: dict[str, Iterable[Matter]] = {
    "tinh-uy:86#leader": tuple(Matter),
    "tinh-uy:86#deputy1": tuple(Matter),
    "ubnd:86#leader": STATE_MATTERS,
    "ubnd:86#deputy1": STATE_MATTERS,
}
AUDITORS: dict[str, Iterable[Matter]] = {"thanh-tra#extra0": tuple(Matter)}

_BASIS = "Quy chế làm việc (dữ liệu mẫu)"
_DUTY = Table(Duty, "id", "post", "matter", "kind", "scope", "basis", "valid_from", "valid_to")
_Given = tuple[str, Matter, DutyKind, DutyScope]


def load_duties(context: CadreContext) -> None:
    """Write the duties, in force since the reform."""
    rows = context.sink.rows(_DUTY)
    for post, matter, kind, scope in (*_own(), *_provincial()):
        head = (context.number(Duty), context.ids.posts[post])
        rows.append((*head, matter.value, kind.value, scope.value, _BASIS, REFORM, None))


def _own() -> Iterator[_Given]:
    for agency in province().live:
        if not any(post.role == Role.PERSONNEL for post in agency.posts):
            continue
        for matter in Matter:
            yield f"{agency.key}#personnel", matter, DutyKind.ENTER, DutyScope.OWN
            yield f"{agency.key}#leader", matter, DutyKind.CONFIRM, DutyScope.OWN


def _provincial() -> Iterator[_Given]:
    table = {
        DutyKind.APPRAISE: APPRAISERS,
        DutyKind.DECIDE: DECIDERS,
        DutyKind.AUDIT: AUDITORS,
    }
    for kind, posts in table.items():
        for post, matters in posts.items():
            for matter in matters:
                yield post, matter, kind, DutyScope.PROVINCE
