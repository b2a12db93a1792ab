"""Reviews of resolutions as records: how every indicator stood when it was decided."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.targets import actions, permissions
from vanthu.cadres.targets.choices import Grade
from vanthu.cadres.targets.models import Review, ReviewLine
from vanthu.faces.acts.base import Tone
from vanthu.faces.books.base import (
    Book,
    Column,
    Fact,
    History,
    Outcome,
    RecordAct,
    Section,
    Step,
)
from vanthu.faces.books.filters import DayFilter, PickFilter
from vanthu.faces.books.inputs import ActInput, Day, Id, asked
from vanthu.faces.books.targets.common import MODULE, decisions, resolutions, shown
from vanthu.ground.base.actor import Actor
from vanthu.ground.rulebook.queries import judged_by, pack_named
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_percent


class ReviewResolutionInput(ActInput):
    """Which resolution stood how on which day, by which conclusion."""

    resolution_id: Annotated[Id, asked(N_("Nghị quyết, kế hoạch"), "pick")]
    as_of: Annotated[Day, asked(N_("Tính đến ngày"), "date")]
    decision_id: Annotated[Id, asked(N_("Văn bản kết luận"), "pick")]


def _review(actor: Actor, _number: int | None, data: ReviewResolutionInput) -> Outcome:
    made = actions.review_resolution(actor, **data.model_dump())
    return Outcome(_("Đã ghi nhận kết quả đánh giá."), record_id=made.pk)


def _count(grade: Grade) -> Column:
    """The column of a class."""

    def counted(row: Review, seen: dict[int, Counter[str]]) -> int:
        return seen[row.pk][grade.value]

    return Column(
        grade.value,
        grade.label,
        lambda row, seen: str(counted(row, seen)),
        value=counted,
        number=True,
    )


class Reviews(Book[Review]):
    """The reviews that were decided."""

    module, name = MODULE, "reviews"
    title, singular = _("Đánh giá"), _("Lần đánh giá")
    help = _("Chưa có lần đánh giá nào. Cấp quyết định ghi nhận khi có kết luận.")
    icon = "file-check"
    columns = (
        Column(
            "as_of",
            _("Tính đến ngày"),
            lambda row, _seen: short_date(row.as_of),
            value=lambda row, _seen: row.as_of,
        ),
        Column("paper", _("Văn bản kết luận"), lambda row, _seen: row.decision.reference),
        *(_count(grade) for grade in Grade),
    )
    filters = (
        PickFilter("resolution", _("Nghị quyết, kế hoạch"), resolutions),
        DayFilter("as_of", _("Tính đến ngày")),
    )
    acts = (
        RecordAct(
            "review",
            _("Ghi nhận đánh giá"),
            ReviewResolutionInput,
            _review,
            lambda actor, _row: permissions.check_ask(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"resolution_id": resolutions, "decision_id": decisions},
            help=_("Kết quả được giữ nguyên như khi kết luận, theo bộ quy tắc của ngày ký."),
        ),
    )

    def check(self, actor: Actor) -> None:
        """Whoever has to do with targets."""
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Review]:
        """All: targets are no secret."""
        permissions.check_open(actor)
        return Review.objects.select_related("resolution", "decision")

    def see(self, actor: Actor, rows: Sequence[Review]) -> dict[int, Counter[str]]:
        """How many indicators were of each class; one statement."""
        found: dict[int, Counter[str]] = {row.pk: Counter() for row in rows}
        lines = ReviewLine.objects.filter(review__in=[row.pk for row in rows])
        for number, grade in lines.values_list("review", "grade"):
            found[number][grade] += 1
        return found

    def named(self, row: Review) -> str:
        """The resolution and the day."""
        return f"{row.resolution.title}, {short_date(row.as_of)}"

    def facts(self, actor: Actor, row: Review) -> Sequence[Section]:
        """The conclusion, the rules it was judged by, every indicator."""
        board = f"/cadres/targets/board?resolution={row.resolution_id}&as_of={row.as_of:%d/%m/%Y}"
        use = judged_by("review", [row.pk])[row.pk]
        head = (
            Fact(_("Nghị quyết, kế hoạch"), row.resolution.title, url=board),
            Fact(_("Tính đến ngày"), short_date(row.as_of)),
            Fact(_("Văn bản kết luận"), row.decision.reference),
            Fact(_("Bộ quy tắc"), pack_named(use.pack).title, url=f"/rules/{use.pack}"),
        )
        columns = (
            *(_("Chỉ tiêu"), _("Mục tiêu"), _("Đã đạt"), _("So với mục tiêu")),
            *(_("Mức đạt"), _("Nguyên nhân")),
        )
        lines = row.lines.select_related("indicator").order_by("indicator__number")
        return (
            Section(_("Thông tin chung"), head),
            Section(_("Các chỉ tiêu"), columns=columns, rows=[_cells(line) for line in lines]),
        )

    def history(self, actor: Actor, row: Review) -> History:
        """Who entered it."""
        return History(trail=[Step(row.known_at, row.decided_name, _("Ghi nhận đánh giá"))])


def _cells(line: ReviewLine) -> tuple[str, ...]:
    return (
        str(line.indicator),
        shown(line.target),
        shown(line.value),
        format_percent(line.share),
        str(line.get_grade_display()),
        str(line.get_cause_display()),
    )
