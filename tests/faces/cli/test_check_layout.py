"""`vanthu check-layout`: a table for people, JSON for programs, a code for scripts."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests.office.checking.papers import letter
from tests.office.checking.printing import as_docx, as_pdf
from vanthu.faces.cli.main import main


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check-layout", *arguments])
    return result.exit_code, result.output


def test_a_good_paper_passes_and_a_faulty_one_does_not(tmp_path: Path) -> None:
    good = as_pdf(letter(1), tmp_path / "good.pdf")
    assert run(str(good)) == (0, f"{good}: không thấy lỗi thể thức\n")
    bad = as_docx(letter(1).but(look={"left": 25}), tmp_path / "bad.docx")
    code, told = run(str(bad))
    assert code == 1
    assert "1 sai thể thức" in told


def test_programs_get_an_object_a_line(tmp_path: Path) -> None:
    bad = as_pdf(letter(1).but(day_line="Vĩnh Long ngày 05 tháng 9 năm 2026"), tmp_path / "a.pdf")
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.4 broken")
    code, told = run("--json", str(bad), str(tmp_path / "no.pdf"))
    first, second = map(json.loads, told.splitlines())
    assert code == 1
    assert [one["rule"] for one in first["findings"]] == ["day.comma"]
    found = first["findings"][0]
    assert found["instead"] == "Vĩnh Long, ngày 05 tháng 9 năm 2026"
    assert found["place"]["page"] == 1
    assert second["code"] == "unreadable-file"
