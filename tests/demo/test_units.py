"""The administrative units are complete and every old commune has a successor."""

import unicodedata
from collections import Counter

from vanthu.demo.sources import DATA, REFORM
from vanthu.demo.units import of_level, successions, successors_of_districts, units, unresolved


def test_new_vinh_long_has_19_wards_and_105_communes() -> None:
    kinds = Counter(unit.kind for unit in of_level("commune", live=True))
    assert kinds == {"phường": 19, "xã": 105}


def test_three_old_provinces_have_their_districts_and_communes() -> None:
    home = {unit.code: unit.parent for unit in of_level("district", live=False)}
    communes = Counter(home[unit.parent] for unit in of_level("commune", live=False))
    assert communes == {"83": 148, "84": 104, "86": 102}
    assert len(home) == 26


def test_old_units_end_where_new_ones_begin() -> None:
    assert {unit.valid_to for unit in units()} == {REFORM, None}
    assert {unit.valid_from for unit in units() if unit.live} == {REFORM}


def test_codes_are_unique_on_a_day() -> None:
    for live in (True, False):
        codes = Counter(unit.code for unit in units() if unit.live is live)
        assert max(codes.values()) == 1


def test_every_old_commune_has_a_successor_and_every_new_one_an_origin() -> None:
    assert unresolved() == {}
    new = {step.new_code for step in successions()}
    assert new >= {unit.code for unit in of_level("commune", live=True)}


def test_divided_communes_are_marked_part_everywhere() -> None:
    heirs = Counter(step.old_code for step in successions())
    divided = {code for code, count in heirs.items() if count > 1}
    marked = {step.old_code for step in successions() if step.extent == "part"}
    assert divided == marked
    assert len(divided) == 5


def test_unchanged_communes_keep_code_and_name() -> None:
    old = {unit.code: unit for unit in of_level("commune", live=False)}
    new = {unit.code: unit for unit in of_level("commune", live=True)}
    unchanged = [step for step in successions() if step.extent == "unchanged"]
    assert len(unchanged) == 4
    assert all(old[s.old_code].full_name == new[s.new_code].full_name for s in unchanged)


def test_every_closed_district_has_heirs() -> None:
    heirs = successors_of_districts()
    assert set(heirs) == {unit.code for unit in of_level("district", live=False)}
    assert len({code for codes in heirs.values() for code in codes}) == 124


def test_data_files_are_nfc_and_free_of_look_alikes() -> None:
    for path in DATA.iterdir():
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), path.name
        assert not set(text) & set("\u00d0\u00ad\u00a0\u200b"), path.name
