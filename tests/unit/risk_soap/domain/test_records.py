import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.risk import RiskLevel, RiskStatus
from chasqui.sample.files import write_sample
from risk_soap.domain.persons import RiskRecord, find_status
from risk_soap.domain.records import COLUMNS, BadRecord, read_record

TODAY = date(2026, 11, 20)
GOOD = {
	"id_type": "cedula", "id_number": "1710034065", "name": " Ana  Peña ", "level": "low",
	"score": "1000", "as_of": "2026-11-20", "source": "Central",
}  # fmt: skip


class TestReadRecord:
	def test_a_row_becomes_a_record(self) -> None:
		assert read_record(GOOD, TODAY) == RiskRecord(
			"cedula:1710034065", "Ana Peña", RiskLevel.LOW, 1000, TODAY, "Central"
		)

	@pytest.mark.parametrize(
		("field", "cell"),
		[
			("id_type", "carnet"), ("id_number", "1710034066"), ("name", "de la"),
			("name", "a" * 161), ("name", "Pe\udcf1a"), ("name", True), ("level", ""),
			("score", "1001"), ("score", "-1"), ("score", "9" * 5000), ("score", 1.5),
			("as_of", "2026-11-21"), ("as_of", "20/11/2026"), ("source", "x" * 81),
		],
	)  # fmt: skip
	def test_what_is_wrong_is_told_by_field(self, field: str, cell: object) -> None:
		with pytest.raises(BadRecord) as refused:
			read_record({**GOOD, field: cell}, TODAY)
		assert refused.value.field == field

	@given(st.dictionaries(st.sampled_from(COLUMNS), st.text() | st.integers() | st.none()))
	def test_any_row_is_read_or_refused(self, row: dict[str, object]) -> None:
		with pytest.raises(BadRecord):
			read_record({**row, "level": "?"}, TODAY)

	@pytest.mark.covers("K30")
	def test_every_row_of_the_sample_is_good(self, tmp_path: Path) -> None:
		sample = write_sample(tmp_path, customers=2000, seed=3, as_of=TODAY)
		with sample.risk_file.open(encoding="utf-8", newline="") as text:
			keys = {read_record(row, TODAY).key for row in csv.DictReader(text)}
		assert len(keys) == sample.risks > 1500


class TestFindStatus:
	@pytest.mark.parametrize(
		("since", "status"),
		[(TODAY, RiskStatus.FOUND), (date(2026, 11, 21), RiskStatus.STALE)],
	)
	def test_a_record_grows_stale(self, since: date, status: RiskStatus) -> None:
		assert find_status(read_record(GOOD, TODAY), since) is status
