"""`vanthu edxml`: one object a line with the keys of the contract, a code for scripts."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bench.fuzzing.seeds import CONTENT, document, status
from tests.office.interchange.edxml.wire import packet
from vanthu.faces.cli.main import main
from vanthu.office.interchange.edxml.asjson import message_as_object
from vanthu.office.interchange.edxml.writing import to_bytes

CONTRACT = (
    *("kind", "business", "from", "to", "document_id", "number", "symbol", "date", "type"),
    *("subject", "signer", "priority", "due", "response_for", "status", "attachments"),
    *("warnings", "error"),
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["edxml", *map(str, arguments)], catch_exceptions=False)


def told(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.output.splitlines()]


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_document_as_json(tmp_path: Path) -> None:
    file = written(tmp_path, "a.edxml", to_bytes(document()))
    result = run("read", file, "--json")
    (answer,) = told(result)
    assert result.exit_code == 0
    assert tuple(answer)[1 : len(CONTRACT) + 1] == CONTRACT
    assert answer["file"] == str(file)
    assert (answer["kind"], answer["business"]) == ("document", "new")
    assert answer["from"]["id"] == "H61.01"
    assert [each["id"] for each in answer["to"]] == ["000.00.00.H49", "H01.151"]
    assert (answer["number"], answer["symbol"], answer["date"]) == ("125", "SNV-VP", "2026-09-05")
    assert (answer["type"], answer["priority"], answer["due"]) == ("Công văn", 2, "2026-09-30")
    assert answer["signer"]["name"] == "Trần Văn An"
    assert answer["response_for"][0]["document_id"] == "x,2026/01/02,1/UBND"
    assert answer["attachments"][0]["size"] == len(CONTENT)
    assert (answer["status"], answer["warnings"], answer["error"]) == (None, [], None)


def test_a_status_as_json(tmp_path: Path) -> None:
    (answer,) = told(run("read", written(tmp_path, "a", to_bytes(status())), "--json"))
    assert (answer["kind"], answer["business"]) == ("status", None)
    assert answer["document_id"] == "000.00.00.H49,2026/09/01,7/UBND"
    at = "2026-09-05T08:30:15"
    assert answer["status"] == {"code": "03", "description": "Đã tiếp nhận", "at": at}


def test_what_is_refused_says_why(tmp_path: Path) -> None:
    good = written(tmp_path, "good", to_bytes(status()))
    bad = written(tmp_path, "bad", b"1212<?xml version='1.0'?><edXML/>")
    result = run("read", bad, tmp_path / "none", tmp_path, good, "--json")
    first, second, third, last = told(result)
    assert result.exit_code == 1
    assert "Trước khai báo XML" in first["error"]
    assert set(CONTRACT) < set(first)
    assert second["error"] == "Không mở được tệp (không có tệp hoặc thư mục này)."
    assert third["error"] == "Không mở được tệp (đây là thư mục)."
    assert last["error"] is None


def test_a_tampered_file_is_an_error(tmp_path: Path) -> None:
    changed = to_bytes(document()).replace(b"JVBERi0xLjcK", b"JVBERi0xLjQK")
    result = run("read", written(tmp_path, "a", changed), "--json")
    assert result.exit_code == 1
    assert "Nội dung tệp «cong-van.pdf» không khớp" in told(result)[0]["error"]
    assert told(result)[0]["number"] == "125"


def test_a_table_for_people(tmp_path: Path) -> None:
    """What a packet says is shown, never taken for a command of the terminal."""
    header = "<e:Subject>[/bold] [link=x]họp</e:Subject>"
    result = run("read", written(tmp_path, "a", packet(header).encode()))
    assert result.exit_code == 0
    assert "[/bold] [link=x]họp" in result.output
    assert "Thiếu phần bắt buộc «From»" in result.output


def test_there_and_back(tmp_path: Path) -> None:
    file = written(tmp_path, "a.edxml", to_bytes(document()))
    spec = tmp_path / "spec.json"
    spec.write_text(run("read", file, "--json", "--files", tmp_path / "files").output)
    result = run("write", spec, "-o", tmp_path / "b.edxml")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "b.edxml").read_bytes() == file.read_bytes()
    assert run("write", spec, "-o", tmp_path / "c", "--apart").exit_code == 0
    assert (tmp_path / "c").read_bytes() == to_bytes(document(), embed=False)


def test_a_specification_of_few_words(tmp_path: Path) -> None:
    """What has a usual value need not be said; the hop is the sender on the document's day."""
    written(tmp_path, "a.pdf", CONTENT)
    spec = {
        "kind": "document",
        "from": {"id": "H61.01", "name": "Sở Nội vụ"},
        "to": [{"id": "H61.02", "name": "Sở Tư pháp"}],
        "document_id": "H61.01,2026/09/05,1/SNV",
        **{"number": "1", "symbol": "SNV", "date": "2026-09-05", "type": "Công văn"},
        "subject": "V/v họp",
        "attachments": [{"name": "a.pdf"}],
    }
    file = written(tmp_path, "spec.json", json.dumps(spec).encode())
    assert run("write", file, "-o", tmp_path / "a").exit_code == 0
    first = (tmp_path / "a").read_bytes()
    assert b"<edXML:Timestamp>2026/09/05 00:00:00<" in first
    assert run("write", file, "-o", tmp_path / "a").exit_code == 0
    assert (tmp_path / "a").read_bytes() == first


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "letter"}, "kind: phải là document hoặc status."),
        ({"business": "other"}, "business: phải là new, recall, update hoặc replace."),
        ({"subject": 5}, "subject: phải là chuỗi."),
        ({"priority": "1"}, "priority: phải là số nguyên."),
        ({"direction": 1}, "direction: phải là true hoặc false."),
        ({"date": "05/09/2026"}, "date: phải là ngày dạng YYYY-MM-DD."),
        ({"date": "2999-09-05"}, "ngày 2999-09-05 không hợp lý."),
        ({"to": {}}, "to: phải là một danh sách."),
        ({"to": ["H61"]}, "to[1]: phải là một đối tượng JSON."),
        ({"places": [1]}, "places: phải là chuỗi."),
        ({"traces": [{"id": "H61", "at": "x"}]}, "traces[1].at: phải là thời điểm"),
        ({"attachments": [{}]}, "attachments[1]: thiếu đường dẫn tệp (path)."),
        ({"attachments": [{"path": "none"}]}, "attachments[1]: không mở được tệp «none»"),
        ({"attachments": [{"path": "/dev/zero"}]}, "không mở được tệp «/dev/zero»"),
        ({"attachments": [{"path": "a\ud800\0"}]}, "không mở được tệp «a»"),
        ({"subject": "a\ud800"}, "Subject: có ký tự không được phép"),
        ({"attachments": [{"path": "page"}]}, "attachments[1]: Tệp này là trang web"),
        ({"attachments": [{"path": "a", "size": 1}]}, "tệp «a» không đúng mã băm"),
    ],
)
def test_specifications_that_say_nothing(
    change: dict[str, object], said: str, tmp_path: Path
) -> None:
    written(tmp_path, "a", CONTENT)
    written(tmp_path, "page", b"<html><body>")
    spec = {**message_as_object(document()), "attachments": [{"path": "a"}], **change}
    result = run("write", written(tmp_path, "s", json.dumps(spec).encode()), "-o", tmp_path / "o")
    assert result.exit_code == 1
    assert said in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "page", "s"]


@pytest.mark.parametrize("spec", [b"", b"[]", b"{", b"\xff", b'{"a":' * 99_999, b"[" * 99_999])
def test_what_is_no_specification(spec: bytes, tmp_path: Path) -> None:
    result = run("write", written(tmp_path, "s", spec), "-o", tmp_path / "o")
    assert result.exit_code == 1
    assert "Không lập được gói tin edXML." in result.output


def test_places_that_are_none(tmp_path: Path) -> None:
    told_ = written(tmp_path, "s", json.dumps(message_as_object(status())).encode())
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "none" / "o", tmp_path / "folder"):
        assert run("write", told_, "-o", place).exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "s"]
    assert run("write", tmp_path / "none", "-o", tmp_path / "o").exit_code == 1
