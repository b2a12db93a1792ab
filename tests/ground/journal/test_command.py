"""`vanthu journal`: seal, export, verify here and elsewhere."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.factories.province import NOW
from tests.support.journal import unguarded
from vanthu.faces.cli.journal import journal
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import announce, unit_of_work
from vanthu.ground.journal.models import Entry, Head
from vanthu.ground.people.events import PersonAdded

pytestmark = pytest.mark.django_db


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(journal, [str(argument) for argument in arguments])


@pytest.fixture
def chain() -> None:
    """Five entries of agency 7 and two of agency 8."""
    for number, agency_id in enumerate((7, 7, 8, 7, 7, 8, 7)):
        with unit_of_work(Actor(now=NOW)):
            event = PersonAdded(agency_id=agency_id, object_id=number, full_name="Nguyễn Văn Ân")
            announce(Actor(now=NOW, request_id="req-1"), event)


def test_a_whole_journal_is_told_in_a_sentence(chain: None) -> None:
    result = _run("verify")
    assert result.exit_code == 0
    assert "toàn vẹn" in result.output


def test_a_fault_is_told_with_its_entry_and_ends_with_1(chain: None) -> None:
    entry = Entry.objects.get(agency_id=7, seq=3)
    with unguarded():
        Entry.objects.filter(pk=entry.pk).update(data="{}")
    result = _run("verify")
    assert result.exit_code == 1
    assert f"cơ quan 7, mục 3, id {entry.pk}: bị sửa (changed)" in result.output
    assert _run("verify", "--agency", 8).exit_code == 0
    assert _run("verify", "--agency", 7).exit_code == 1


def test_an_export_is_verified_without_the_database_and_with_the_seals(
    chain: None, tmp_path: Path
) -> None:
    seals, exported = tmp_path / "seals.jsonl", tmp_path / "journal.jsonl"
    assert _run("seal", "-o", seals).exit_code == 0
    assert len(seals.read_text().splitlines()) == 2
    assert _run("export", "-o", exported).exit_code == 0
    Entry.objects.none()
    assert _run("verify", "--file", exported, "--seals", seals).exit_code == 0
    lines = exported.read_text().splitlines()
    assert json.loads(lines[0])["format"] == "vanthu-journal/1"
    tampered = tmp_path / "tampered.jsonl"
    tampered.write_text(exported.read_text().replace("Văn Ân", "Văn Ấn", 1))
    result = _run("verify", "--file", tampered)
    assert result.exit_code == 1
    assert "bị sửa" in result.output


def test_seals_kept_elsewhere_find_a_chain_that_was_cut_with_its_head(
    chain: None, tmp_path: Path
) -> None:
    seals = tmp_path / "seals.jsonl"
    _run("seal", "-o", seals)
    with unguarded():
        Entry.objects.filter(agency_id=7, seq__gt=2).delete()
    Head.objects.filter(agency_id=7).update(seq=2, hash=Entry.objects.get(agency_id=7, seq=2).hash)
    result = _run("verify", "--agency", 7, "--seals", seals)
    assert result.exit_code == 1
    assert "bị cắt phần cuối" in result.output


def test_a_file_that_is_no_export_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("xin chào\n")
    result = _run("verify", "--file", file)
    assert result.exit_code == 1
    assert "Dòng 1" in result.output
