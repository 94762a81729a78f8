"""Loading files of records: all or nothing, and what was there before stays till then."""

import json
from pathlib import Path

import pytest
import redis

from chasqui.kernel.errors import Conflict, Invalid
from risk_soap.config import StoreKind
from risk_soap.domain.persons import Asker
from risk_soap.repositories.dynamo_calls import build_client
from risk_soap.repositories.dynamo_table_repository import STATE
from risk_soap.use_cases.bulk_loader import ERASED
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.stores.conftest import (
	KeptRejections,
	WriteRows,
	ignore_progress,
)

ASKER = Asker("campaigns", "prueba", "c-1")
GOOD = ("cedula", "1710034065", "Ana Peña", "HIGH", "100", "2026-11-01", "Central")


class TestFullLoad:
	@pytest.mark.covers("K30")
	def test_a_new_file_replaces_the_old_records(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		report = loaded.make_bulk_loader().load(write_rows(GOOD), ignore_progress)
		assert (report.loaded, report.kept, report.rejected) == (1, 0, 0)
		assert read_score(loaded) == 100
		assert find_names(loaded, "Ana Peña") == ["Ana Peña"]
		assert find_names(loaded, "José Muñoz") == []
		assert find_names(loaded, "María Vera") == []

	def test_bad_rows_are_told_and_passed_over(self, wiring: Wiring, write_rows: WriteRows) -> None:
		bad = [
			("carnet", *GOOD[1:]), ("cedula", "17100340", *GOOD[2:]),
			("cedula", "1710034066", *GOOD[2:]), (*GOOD[:2], "", *GOOD[3:]),
			(*GOOD[:3], "ALTO", *GOOD[4:]), (*GOOD[:4], "1001", *GOOD[5:]),
			(*GOOD[:5], "01/11/2026", GOOD[6]), (*GOOD[:5], "2190-01-01", GOOD[6]),
			(*GOOD[:6], "x" * 81),
		]  # fmt: skip
		told = KeptRejections()
		shown: list[int] = []
		report = wiring.make_bulk_loader().load(write_rows(*bad, GOOD), shown.append, told)
		assert (report.loaded, report.rejected) == (1, 9)
		assert [line for line, _, _ in told.told] == list(range(2, 11))
		assert [field for _, field, _ in told.told] == [
			"id_type", "id_number", "id_number", "name", "level", "score",
			"as_of", "as_of", "source",
		]  # fmt: skip
		assert all("17100340" not in reason for _, _, reason in told.told)
		assert sum(shown) == 10

	@pytest.mark.parametrize("name", ["missing_column", "no_records"])
	def test_a_file_that_cannot_serve_leaves_the_old_records(
		self, loaded: Wiring, write_rows: WriteRows, name: str
	) -> None:
		file = write_rows() if name == "no_records" else write_rows(GOOD[:2], columns=("a", "b"))
		with pytest.raises(Invalid) as refused:
			loaded.make_bulk_loader().load(file, ignore_progress)
		assert refused.value.code == name
		assert read_score(loaded) == 812

	def test_the_newest_of_a_persons_rows_counts(
		self, wiring: Wiring, write_rows: WriteRows
	) -> None:
		older = (*GOOD[:2], "Ana Vieja", "LOW", "900", "2026-10-01", "Central")
		newer = (*GOOD[:2], "Ana Nueva", "LOW", "901", "2026-11-02", "Central")
		report = wiring.make_bulk_loader().load(write_rows(GOOD, older, newer), ignore_progress)
		assert (report.loaded, report.kept) == (2, 1)
		assert read_score(wiring) == 901
		assert find_names(wiring, "Ana Nueva") == ["Ana Nueva"]
		assert find_names(wiring, "Ana Peña") == find_names(wiring, "Ana Vieja") == []

	def test_json_lines_serve_too(self, wiring: Wiring, tmp_path: Path) -> None:
		row = {
			"id_type": "cedula", "id_number": "1710034065", "name": "Ana Peña", "level": "LOW",
			"score": 77, "as_of": "2026-11-01", "source": None,
		}  # fmt: skip
		bad = ["[]", "{", json.dumps({**row, "score": 1.5}), json.dumps({**row, "name": ["a"]})]
		file = tmp_path / "riesgo.txt"
		file.write_text("\n".join([json.dumps(row), "", *bad]), "utf-8")
		told = KeptRejections()
		report = wiring.make_bulk_loader().load(file, ignore_progress, told)
		assert (report.loaded, report.rejected) == (1, 4)
		assert [line for line, _, _ in told.told] == [3, 4, 5, 6]
		assert read_score(wiring) == 77

	def test_a_spreadsheets_semicolons_and_bytes_serve(
		self, wiring: Wiring, tmp_path: Path
	) -> None:
		file = tmp_path / "riesgo.csv"
		head = "id_type;id_number;name;level;score;as_of;source\r\n"
		bad = "cedula;0926687856;Ana Pe\xf1a;LOW;1;2026-11-01;C\r\n".encode("latin-1")
		good = "CEDULA;1710034065;Ana Peña;low;78;2026-11-01;C\r\n".encode()
		file.write_bytes(b"\xef\xbb\xbf" + head.encode() + bad + good)
		told = KeptRejections()
		assert wiring.make_bulk_loader().load(file, ignore_progress, told).loaded == 1
		assert told.told == [(2, "name", "no está en UTF-8")]
		assert read_score(wiring) == 78


class TestUpdate:
	def test_records_are_added_and_replaced_and_the_rest_stays(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		new = ("passport", "ZZ1234", "Nueva Persona", "LOW", "1", "2026-11-02", "Central")
		changed = (*GOOD[:5], "2026-11-02", "Otra")
		report = loaded.make_bulk_loader().update(write_rows(new, changed), ignore_progress)
		assert (report.loaded, report.kept) == (2, 0)
		assert read_score(loaded) == 100
		assert find_names(loaded, "Nueva Persona") == ["Nueva Persona"]
		assert find_names(loaded, "Jean Dupont") == ["Jean Dupont"]

	def test_a_changed_name_leaves_no_trace_in_the_indexes(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		changed = (*GOOD[:2], "José Peña Vaca", "LOW", "1", "2026-11-03", "Central")
		loaded.make_bulk_loader().update(write_rows(changed), ignore_progress)
		assert find_names(loaded, "Peña José") == ["José Peña Vaca"]
		assert find_names(loaded, "Muñoz Peña") == find_names(loaded, "Munios Penia") == []
		assert find_names(loaded, "Jose Baca") == ["José Peña Vaca"]

	def test_an_older_record_does_not_replace_a_newer_one(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		older = (*GOOD[:5], "2026-10-31", "Central")
		report = loaded.make_bulk_loader().update(write_rows(older), ignore_progress)
		assert (report.loaded, report.kept) == (0, 1)
		assert read_score(loaded) == 812

	def test_an_empty_store_can_be_updated(self, wiring: Wiring, write_rows: WriteRows) -> None:
		assert wiring.make_bulk_loader().update(write_rows(GOOD), ignore_progress).loaded == 1
		assert read_score(wiring) == 100

	def test_a_full_load_takes_the_place_of_updates(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		new = ("passport", "ZZ1234", "Nueva Persona", "LOW", "1", "2026-11-02", "Central")
		loaded.make_bulk_loader().update(write_rows(new), ignore_progress)
		loaded.make_bulk_loader().load(write_rows(GOOD), ignore_progress)
		assert find_names(loaded, "Nueva Persona") == []


class TestForgetting:
	@pytest.mark.covers("K30")
	def test_a_person_leaves_every_index(self, loaded: Wiring) -> None:
		assert loaded.make_person_service().erase("ruc", "1710034065001")
		assert read_score(loaded) is None
		assert find_names(loaded, "José Peña") == find_names(loaded, "Hose Penna") == []
		assert find_names(loaded, "José Ángel Muñoz Peña") == []
		assert len(find_names(loaded, "María Vera")) == 2

	def test_no_load_brings_a_forgotten_person_back_until_it_is_lifted(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		service, loader = loaded.make_person_service(), loaded.make_bulk_loader()
		other = ("passport", "ZZ1234", "Nueva Persona", "LOW", "1", "2026-11-02", "Central")
		service.erase("cedula", "1710034065")
		for run in (loader.load, loader.update):
			told = KeptRejections()
			assert run(write_rows(other, GOOD), ignore_progress, told).rejected == 1
			assert told.told == [(3, "id_number", ERASED)]
			assert read_score(loaded) is None
		assert service.lift("cedula", "1710034065")
		assert not service.lift("cedula", "1710034065")
		loader.load(write_rows(GOOD), ignore_progress)
		assert read_score(loaded) == 100

	def test_who_is_not_known_may_ask_too(self, wiring: Wiring, write_rows: WriteRows) -> None:
		assert not wiring.make_person_service().erase("cedula", "1710034065")
		with pytest.raises(Invalid):
			wiring.make_bulk_loader().load(write_rows(GOOD), ignore_progress)


class TestOneWriter:
	def test_a_second_writer_is_refused_and_the_first_goes_on(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		refused = []

		def interfere(_rows: int) -> None:
			file = write_rows(GOOD)
			loader, service = loaded.make_bulk_loader(), loaded.make_person_service()
			for act in (
				lambda: loader.load(file, ignore_progress),
				lambda: loader.update(file, ignore_progress),
				lambda: service.erase("cedula", "1710034065"),
			):
				with pytest.raises(Conflict) as conflict:
					act()
				refused.append(conflict.value.code)

		new = ("passport", "ZZ1234", "Nueva Persona", "LOW", "1", "2026-11-02", "Central")
		loaded.make_bulk_loader().load(write_rows(new), interfere)
		assert set(refused) == {"busy"}
		assert find_names(loaded, "Nueva Persona") == ["Nueva Persona"]
		assert read_score(loaded) is None

	def test_who_lost_its_turn_publishes_nothing(
		self, loaded: Wiring, write_rows: WriteRows
	) -> None:
		with pytest.raises(Conflict) as refused:
			loaded.make_bulk_loader().load(write_rows(GOOD), lambda _: end_turn(loaded))
		assert refused.value.code == "lost"
		assert read_score(loaded) == 812
		loaded.make_bulk_loader().load(write_rows(GOOD), ignore_progress)
		assert read_score(loaded) == 100

	def test_another_secret_is_refused(self, loaded: Wiring, write_rows: WriteRows) -> None:
		other = type(loaded.config.risk_audit_key)("otra llave")
		config = loaded.config.model_copy(update={"risk_audit_key": other})
		with pytest.raises(Conflict) as refused:
			Wiring(config).make_bulk_loader().load(write_rows(GOOD), ignore_progress)
		assert refused.value.code == "other_key"


def end_turn(wiring: Wiring) -> None:
	"""Take the turn from the one who is writing, as if its time were over."""
	config = wiring.config
	if config.risk_store is StoreKind.REDIS:
		with redis.Redis.from_url(config.redis_url.get_secret_value()) as client:
			client.delete(f"{config.redis_prefix}risk:lock")
		return
	url, region = config.risk_dynamodb_url, config.risk_dynamodb_region
	build_client(region=region, url=url, seconds=5, attempts=1).update_item(
		TableName=config.risk_table, Key=STATE, UpdateExpression="REMOVE holder"
	)


def read_score(wiring: Wiring) -> int | None:
	return wiring.finder.find_by_identification("cedula", "1710034065", ASKER).score


def find_names(wiring: Wiring, name: str) -> list[str]:
	return [match.name for match in wiring.finder.find_by_name(name, 20, ASKER).matches]
