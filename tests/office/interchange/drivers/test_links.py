"""The file of the links: what it says is what is built, and each mistake is a sentence."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import axis
from vanthu.config.exchange import ways_of
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.axis.driver import AxisDriver
from vanthu.office.interchange.drivers.axis.settings import AxisSettings
from vanthu.office.interchange.drivers.lgsp.driver import LgspDriver
from vanthu.office.interchange.drivers.links import Link, WrongLinks, driver_of, read_links
from vanthu.office.interchange.drivers.wire import Wire

WIRE = Wire(axis.PACKING, lambda message: b"")
AXIS = """
[[links]]
name = "truc"
kind = "axis"
title = "Trục liên thông văn bản quốc gia"
own = ["Z61.03"]
reaches = ["*"]
[links.settings]
endpoint = "{url}/XrdAdapter/adapter"
system_id = "he-thong-Z61.03"
secret = "khoa"
[links.settings.limits]
answer_seconds = 2.5
connections = 2
"""
LGSP = """
[[links]]
name = "tinh"
kind = "lgsp"
title = "Nền tảng LGSP của tỉnh"
own = ["Z61.03"]
reaches = ["Z61", "*.Z61"]
settings = "tinh.toml"
"""
TINH = """
endpoint = "{url}"
system_id = "he-thong-Z61.03"
secret = "khoa"
username = "nguoi-Z61.03"
password = "mat-khau"
sent_list = false
"""


def _file(folder: Path, text: str, url: str = "http://127.0.0.1:1") -> Path:
    axis.secret_file(folder, "khoa")
    axis.secret_file(folder, "mat-khau", "mk-Z61.03")
    (folder / "tinh.toml").write_text(TINH.replace("{url}", url), encoding="utf-8")
    path = folder / "exchange.toml"
    path.write_text(text.replace("{url}", url), encoding="utf-8")
    return path


def test_the_share_that_a_directory_may_lose_is_said_in_the_file(tmp_path: Path) -> None:
    said = AXIS.replace('reaches = ["*"]', 'reaches = ["*"]\ndirectory_loss = 0.05')
    assert [read_links(_file(tmp_path, text))[0].directory_loss for text in (AXIS, said)] == [
        0.2,
        0.05,
    ]


def test_without_a_file_there_is_no_link(tmp_path: Path) -> None:
    assert read_links(tmp_path / "exchange.toml") == ()
    assert read_links(_file(tmp_path, "")) == ()


def test_links_become_drivers_that_speak(simulator: Simulator, tmp_path: Path) -> None:
    national, provincial = read_links(_file(tmp_path, AXIS + LGSP, simulator.url))
    for link, kind in ((national, AxisDriver), (provincial, LgspDriver)):
        driver = driver_of(link, WIRE)
        assert isinstance(driver, kind)
        assert driver.waiting(1) == []
        driver.close()
    assert isinstance(national.settings, AxisSettings)
    assert national.settings.limits.answer_seconds == 2.5
    assert national.settings.limits.connections == 2
    assert provincial.settings.sent_list is False


def test_no_secret_is_in_what_was_read(tmp_path: Path) -> None:
    assert axis.SECRET not in repr(read_links(_file(tmp_path, AXIS + LGSP)))


@pytest.mark.parametrize(
    ("reached", "code", "expected"),
    [
        ("*", "Z01", True),
        ("*", "Z61.03", False),
        ("*", "Z61.03.01", False),
        ("Z01", "Z01", True),
        ("Z01", "Z01.02", True),
        ("Z01", "Z012", False),
        ("*.Z01", "000.00.01.Z01", True),
        ("*.Z01", "000.00.01.ZZ01", False),
        ("*.Z01", "Z01", False),
    ],
)
def test_a_link_reaches_what_it_names_but_nobody_of_ours(
    reached: str, code: str, expected: bool
) -> None:
    link = Link(
        name="x", kind="axis", title="x", own=("Z61.03",), reached=(reached,), settings=None
    )
    assert link.reaches(code) == expected


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "axis"', 'kind = "fax"', "axis, lgsp, jetstream"),
        ('kind = "axis"\n', "", "thiếu “kind”"),
        ('name = "truc"', 'name = "Trục"', "“name”"),
        ('name = "truc"', "name = 7", "một chuỗi"),
        ('reaches = ["*"]', "reaches = []\nlimits = 1", "limits"),
        ('reaches = ["*"]', 'reaches = ["*"]\ndirectory_loss = 20', "tỷ lệ"),
        ('reaches = ["*"]', 'reaches = ["*"]\ndirectory_loss = 0', "số dương"),
        ('reaches = ["*"]', 'reaches = "*"', "một danh sách"),
        ('reaches = ["*"]', 'reaches = ["Z 1"]', "Z 1"),
        ('secret = "khoa"', 'secret = "khong-co"', "khong-co"),
        ('secret = "khoa"', 'secret = "rong"', "để trống"),
        ('secret = "khoa"', "", "thiếu “secret”"),
        ('secret = "khoa"', 'secret = "khoa"\nsecrets = "x"', "secrets"),
        ('system_id = "he-thong-Z61.03"', 'system_id = " "', "để trống"),
        ("http://127.0.0.1:1", "http://truc.example.vn", "plain = true"),
        ("answer_seconds = 2.5", "answer_seconds = -1", "số dương"),
        ("connections = 2", "connections = 0", "connections"),
        ("connections = 2", "connections = true", "connections"),
        ("connections = 2", "conections = 2", "conections"),
        ("[links.settings]\n", "[links.setting]\n", "thiếu “endpoint”"),
        ('kind = "axis"', 'kind = "axis"\nevery_seconds = 0.5', "từ 1 giây"),
        ('kind = "axis"', 'kind = "axis"\nevery_seconds = "1m"', "“every_seconds” phải là một số"),
        ('kind = "axis"', 'kind = "axis"\nsilent_minutes = 1', "dài hơn “every_seconds”"),
        ('kind = "axis"', 'kind = "axis"\nsilent_minutes = -1', "số dương"),
        ('kind = "axis"', 'kind = "axis"\narrival_hours = 0', "“arrival_hours”"),
        ('kind = "axis"', 'kind = "axis"\narrival_hours = 2.5', "một số nguyên"),
        ('kind = "axis"', 'kind = "axis"\nacceptance_hours = 401', "từ 1 đến 400 giờ"),
        ('kind = "axis"', 'kind = "axis"\nlease_seconds = 0', "số dương"),
        ("[[links]]", "[links]", "[[links]]"),
        ("[[links]]", "[[links", "exchange.toml"),
        (AXIS, AXIS + AXIS, "cùng tên truc"),
        (AXIS, LGSP.replace("tinh.toml", "khong-co.toml"), "khong-co.toml"),
        (AXIS, LGSP.replace("lgsp", "jetstream"), "JetStream"),
        (AXIS, LGSP.replace("tinh.toml", "khoa"), "khoa"),
    ],
)
def test_a_mistake_is_a_sentence_that_says_where(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = AXIS.replace("{url}", "http://127.0.0.1:1")
    (tmp_path / "rong").write_text("\n")
    changed = text.replace(old.replace("{url}", "http://127.0.0.1:1"), new, 1)
    assert changed != text
    with pytest.raises(WrongLinks) as caught:
        read_links(_file(tmp_path, changed))
    assert said in str(caught.value)
    assert str(caught.value).endswith(".")
    assert ".." not in str(caught.value).replace("tmp", "")


def test_every_time_of_a_link_can_be_set(tmp_path: Path) -> None:
    times = "every_seconds = 30\nsilent_minutes = 5\narrival_hours = 8\nacceptance_hours = 40\n"
    text = AXIS.replace("[links.settings]\n", f"{times}[links.settings]\n")
    text = text.replace("connections = 2", "settle_seconds = 45")
    given, usual = (ways_of(_file(tmp_path, each))[0] for each in (text, AXIS))
    assert (given.every, given.silent_after) == (timedelta(seconds=30), timedelta(minutes=5))
    assert (given.arrival_hours, given.acceptance_hours) == (8, 40)
    assert given.settle == timedelta(seconds=45)
    assert (usual.every, usual.silent_after) == (timedelta(minutes=1), timedelta(minutes=15))
    assert (usual.arrival_hours, usual.acceptance_hours) == (4, 24)
    assert (usual.lease, usual.settle) == (timedelta(minutes=5), timedelta(minutes=2))
