"""The pages of targets: board, indicator, the grid of a period through its steps, who is late."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.cadres import Bureau, bureau
from tests.factories.province import office
from tests.factories.targets import adopted, an_indicator, given, own_indicator, read
from vanthu.cadres.targets.choices import Kind, RollUp, SubmissionState
from vanthu.cadres.targets.models import Explanation, Indicator, Observation, Resolution, Submission
from vanthu.ground.base.actor import Actor

pytestmark = pytest.mark.django_db
BOARD = "/cadres/targets/board"


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def whole(place: Bureau) -> Resolution:
    return adopted(place)


@pytest.fixture
def kind(place: Bureau, whole: Resolution) -> Indicator:
    row = an_indicator(place, whole)
    given(place, row, {place.commune: 100})
    return row


def page(actor: Actor, address: str = BOARD) -> str:
    answer = client_of(actor).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_a_resolution_the_board_says_so(place: Bureau) -> None:
    for address in (BOARD, f"{BOARD}/periods", f"{BOARD}/late"):
        assert "Chưa có nghị quyết nào" in page(place.decider, address)


def test_only_who_has_to_do_with_targets_comes_in(place: Bureau, kind: Indicator) -> None:
    stranger = client_of(office().chief)
    for address in (BOARD, f"{BOARD}/periods", f"{BOARD}/late", f"{BOARD}/indicators/{kind.pk}"):
        assert stranger.get(address).status_code == 403
        assert client_of(place.auditor).get(address).status_code == 200


def test_the_board_shows_risks_and_classes(place: Bureau, whole: Resolution) -> None:
    for value in (10, 60):
        read(place, own_indicator(place, whole), value)
    own_indicator(place, whole, kind=Kind.COUNT, target=None)
    text = page(place.decider, f"{BOARD}?as_of=30/06/2023")
    assert text.index("10,0%") < text.index("60,0%")
    for words in ("1/2", "Nguy cơ không đạt", "Số liệu theo dõi", "Ngưỡng chưa đối chiếu"):
        assert words in text
    red = page(place.decider, f"{BOARD}?as_of=30/06/2023&light=red")
    assert "60,0%" not in red.split("<tbody>")[1].split("</tbody>")[0]
    assert "Ngày không hợp lệ" in page(place.decider, f"{BOARD}?as_of=hôm qua")


def test_the_board_reads_no_more_for_more_indicators(place: Bureau, whole: Resolution) -> None:
    counts = []
    for _step in range(2):
        for _n in range(3):
            read(place, own_indicator(place, whole), 10, 20)
        client = client_of(place.auditor)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            client.get(f"{BOARD}?as_of=30/06/2023")
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_target_table_is_taken_out(place: Bureau, whole: Resolution, form: str) -> None:
    kind = own_indicator(place, whole, target=Decimal(5000))
    read(place, kind, 500, 512, 600, 531, 572)
    answer = client_of(place.decider).get(f"{BOARD}/export.{form}?as_of=30/06/2023")
    assert answer.status_code == 200
    content = body(answer)
    if form == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        assert sheet is not None
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert {"2.715", "54,3%", "108,6%", "1.012", "1.131", "Đạt từ 50%"} <= set(cells)
    assert client_of(place.decider).get(f"{BOARD}/export.csv").status_code == 404


def test_an_indicator_with_its_units_and_its_course(place: Bureau, kind: Indicator) -> None:
    read(place, kind, 30, 20, agency=place.commune)
    text = page(place.decider, f"{BOARD}/indicators/{kind.pk}?as_of=30/06/2023")
    for words in ("50,0%", "giao đủ", "Theo đơn vị", "polyline", "Yêu cầu giải trình"):
        assert words in text
    assert "Yêu cầu giải trình" not in page(place.enterer, f"{BOARD}/indicators/{kind.pk}")
    assert "Theo đơn vị" in page(place.auditor, f"{BOARD}/indicators/{kind.pk}?map=old&as_of=x")


def test_an_explanation_is_asked_for(place: Bureau, kind: Indicator) -> None:
    client, at = client_of(place.decider), f"{BOARD}/indicators/{kind.pk}"
    wrong = client.post(f"{at}/explain", {"agency": "", "question": "Vì sao?"})
    assert wrong.status_code == 422
    assert client.post(f"{at}/explain", {"agency": place.commune.pk}).status_code == 422
    sent = {"agency": place.commune.pk, "question": "Vì sao chậm?", "due_on": "30/11/2026"}
    assert client.post(f"{at}/explain", sent).status_code == 302
    assert Explanation.objects.get().question == "Vì sao chậm?"
    assert "Vì sao chậm?" in page(place.enterer, at)
    assert client_of(place.enterer).post(f"{at}/explain", sent).status_code == 403


def grid_of(place: Bureau, kind: Indicator) -> str:
    period = f"{place.commune.pk}/calendar/half/2023/1"
    return f"{BOARD}/periods/{kind.resolution_id}/{period}"


def test_a_period_goes_from_the_grid_to_locked(place: Bureau, kind: Indicator) -> None:
    assert "Chưa nhập" in page(place.enterer, f"{BOARD}/periods")
    at = grid_of(place, kind)
    clerk = client_of(place.enterer)
    wrong = clerk.post(at, {f"n{kind.number}": "40.5"})
    assert wrong.status_code == 422
    answer = clerk.post(at, {f"n{kind.number}": "1.234,5", f"s{kind.number}": "Báo cáo số 3"})
    assert answer.status_code == 302
    row = Submission.objects.get()
    for actor, verb in (
        (place.confirmer, "confirm"),
        (place.appraiser, "appraise"),
        (place.decider, "lock"),
    ):
        done = client_of(actor).post(f"{BOARD}/steps/{row.pk}/{verb}")
        assert done.status_code == 302
    row.refresh_from_db()
    assert row.state == SubmissionState.LOCKED
    assert str(Observation.objects.get().numerator) == "1234.5000"
    text = page(place.decider, at)
    assert "Các bước đã qua" in text
    assert "1.234,5" in text
    assert client_of(place.decider).post(f"{BOARD}/steps/{row.pk}/reopen").status_code == 422
    assert client_of(place.decider).post(f"{BOARD}/steps/{row.pk}/burn").status_code == 404
    assert clerk.post(f"{BOARD}/steps/{row.pk}/reopen", {"reason": "Sai"}).status_code == 403


def test_a_grid_is_for_its_own_people(place: Bureau, kind: Indicator) -> None:
    at = grid_of(place, kind)
    assert client_of(place.outsider).get(at).status_code == 404
    assert "chưa được giao việc" in page(place.confirmer, at)
    assert client_of(place.confirmer).post(at, {f"n{kind.number}": "1"}).status_code == 403
    assert client_of(place.enterer).get(at.replace("half/2023/1", "half/2023/3")).status_code == 404


def test_ratios_and_milestones_have_their_own_cells(
    place: Bureau, whole: Resolution, kind: Indicator
) -> None:
    ratio = an_indicator(place, whole, roll_up=RollUp.RATIO, scale=100, kind=Kind.STOCK_END)
    stone = an_indicator(
        place, whole, kind=Kind.MILESTONE, target=None, due_on=whole.last, measure="mốc"
    )
    for each in (ratio, stone):
        given(place, each, {place.commune: 1})
    at = grid_of(place, kind)
    text = page(place.enterer, at)
    assert f'name="m{ratio.number}"' in text
    assert f'name="m{stone.number}"' not in text
    client = client_of(place.enterer)
    assert client.post(at, {f"n{ratio.number}": "3"}).status_code == 422
    sent = {f"n{ratio.number}": "3", f"m{ratio.number}": "4", f"n{stone.number}": "05/06/2023"}
    assert client.post(at, sent).status_code == 302
    assert "05/06/2023" in page(place.enterer, at)


def test_who_is_late_is_named(place: Bureau, kind: Indicator) -> None:
    assert "Chưa xác nhận" in page(place.auditor, f"{BOARD}/late?as_of=31/12/2025")


def test_a_figure_is_kept_with_its_list(place: Bureau, kind: Indicator) -> None:
    read(place, kind, 30, 20, agency=place.commune)
    client = client_of(place.auditor)
    at = f"{BOARD}/indicators/{kind.pk}"
    answer = client.post(f"{at}/freeze", {"as_of": "30/06/2023"})
    assert answer.status_code == 302
    run = client.get(answer["Location"]).content.decode()
    assert "50" in run
    assert at in run
