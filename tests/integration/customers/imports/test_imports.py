"""Import files, from the upload to the last row."""

import threading
from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from chasqui.contracts.customers.imports import ImportMode, ImportProgress
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Invalid
from customers.app.wiring import Wiring
from customers.audit.domain import Actor
from customers.config import CustomersConfig
from customers.imports.repositories.loader import ImportLoader
from tests.support.servers import TestServers

HEADER = "id_type,id_number,name,gender,birth_date,monthly_income,email,phone,canton,consent_email"
ANA = "cedula,1710034065,Ana Peña,F,1980-02-29,1234.56,ana@example.com,0991234567,1701,si"
LUIS = "cedula,0926687856,Luis Mera,M,12/03/1975,800,luis@example.com,,0901,no"
SHOP = "ruc,1793213150001,Comercial Andina S.A.,,,,ventas@example.com,,,si"

DAYS = """
SELECT name, CASE WHEN updated_at > now() - interval '1 minute' THEN 'today'
	ELSE (updated_at AT TIME ZONE 'America/Guayaquil')::date::text END
FROM customer ORDER BY name
"""


class TestCreating:
	def test_it_creates_and_reports(self, service: "Desk") -> None:
		done = service.run(HEADER, ANA, LUIS, SHOP)
		assert (done.state.value, done.rows, done.created, done.warnings) == ("done", 3, 3, 1)
		assert done.bytes_read == done.bytes_total
		assert service.read("SELECT name, province, may_email FROM customer ORDER BY id") == [
			("Ana Peña", "EC-P", True),
			("Luis Mera", "EC-G", False),
			("Comercial Andina S.A.", None, True),
		]

	def test_the_same_file_twice_changes_nothing(self, service: "Desk") -> None:
		for mode in (ImportMode.CREATE, ImportMode.UPDATE):
			service.run(HEADER, ANA, LUIS, SHOP)
			before = service.read("SELECT * FROM customer ORDER BY id")
			again = service.run(HEADER, ANA, LUIS, SHOP, mode=mode)
			assert (again.created, again.updated) == (0, 0)
			assert again.existing + again.unchanged == 3
			assert service.read("SELECT * FROM customer ORDER BY id") == before
		assert service.read("SELECT count(*) FROM event") == [(0,)]

	@pytest.mark.covers("R45")
	def test_a_new_customer_is_as_old_as_its_file_tells(self, service: "Desk") -> None:
		header = HEADER + ",Última actualización"
		told = service.run(header, ANA + ",2019-05-31", LUIS + ",", SHOP + ",2190-01-01")
		assert (told.created, told.rejected, told.warnings) == (3, 0, 2)
		assert [row.field for row in service.list_rejected(told.id)] == ["updated_on"]
		days = [
			("Ana Peña", "2019-05-31"),
			("Comercial Andina S.A.", "today"),
			("Luis Mera", "today"),
		]
		assert service.read(DAYS) == days
		changed = service.run(
			header, ANA.replace("1701", "0901") + ",2019-05-31", mode=ImportMode.UPDATE
		)
		assert changed.updated == 1
		assert {day for _, day in service.read(DAYS)} == {"today"}

	def test_rejected_rows_tell_line_field_and_reason(self, service: "Desk") -> None:
		rows = {
			2: (ANA, None),
			3: (ANA.replace("Ana", "Eva"), "id_number"),
			4: (LUIS.replace("0926687856", "0926687857"), "id_number"),
			5: (LUIS.replace("Luis Mera", "x" * 161), "name"),
			6: ("ruc,9999999999999,Consumidor final,,,,,,,", "id_number"),
			7: (LUIS + ",sobra", None),
			8: (LUIS.replace("cedula", "carnet"), "id_type"),
		}
		done = service.run(HEADER, *(row for row, _ in rows.values()))
		assert (done.created, done.rejected) == (1, 6)
		rejected = service.list_rejected(done.id)
		assert {row.line: row.field for row in rejected} == {
			line: field for line, (_, field) in rows.items() if line > 2
		}
		assert all(row.reason and row.code and not row.is_warning for row in rejected)

	@pytest.mark.parametrize(
		("field", "right", "wrong"),
		[
			("birth_date", "12/03/1975", "31/02/1975"),
			("birth_date", "12/03/1975", "2190-01-01"),
			("gender", "Mera,M", "Mera,Q"),
			("monthly_income", "800", "-5"),
			("monthly_income", "800", '"1,2,3"'),
			("email", "luis@example.com", "luis@"),
			("phone", "com,", "com,99"),
			("canton", "0901", "9999"),
			("consent_email", ",no", ",quizá"),
		],
	)
	def test_a_customer_comes_in_without_a_cell_that_is_wrong(
		self, service: "Desk", field: str, right: str, wrong: str
	) -> None:
		done = service.run(HEADER, LUIS.replace(right, wrong))
		assert (done.created, done.rejected, done.warnings) == (1, 0, 1)
		(told,) = service.list_rejected(done.id)
		assert (told.field, told.is_warning) == (field, True)
		assert told.value
		assert told.value in wrong
		assert told.label
		assert told.label != field
		nothing = {"gender": "unknown", "consent_email": False}
		column = f"SELECT {field} FROM customer"
		assert service.read(column) == [(nothing.get(field),)]

	def test_all_that_is_wrong_with_a_row_is_told_at_once(self, service: "Desk") -> None:
		done = service.run(HEADER, "cedula,123,,Q,1975-02-31,x,luis@,1,9999,quizá")
		assert (done.created, done.rejected) == (0, 1)
		told = service.list_rejected(done.id)
		assert [(row.field, row.value) for row in told] == [
			("id_number", "123"), ("name", None), ("gender", "Q"), ("birth_date", "1975-02-31"),
			("monthly_income", "x"), ("email", "luis@"), ("phone", "1"), ("canton", "9999"),
			("consent_email", "quizá"),
		]  # fmt: skip

	def test_semicolons_mean_spanish_amounts(self, service: "Desk") -> None:
		header, ana = HEADER.replace(",", ";"), ANA.replace(",", ";")
		done = service.run(header, ana.replace("1234.56", "1.234,56"), LUIS.replace(",", ";"))
		assert (done.created, done.delimiter) == (2, ";")
		assert str(service.read("SELECT max(monthly_income) FROM customer")[0][0]) == "1234.56"

	@pytest.mark.parametrize(
		("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252")]
	)
	def test_the_encoding_is_found_out_and_told(
		self, service: "Desk", encoding: str, told: str
	) -> None:
		done = service.run(HEADER, ANA, encoding=encoding)
		assert (done.encoding, done.created) == (told, 1)
		assert service.read("SELECT name FROM customer") == [("Ana Peña",)]

	@pytest.mark.parametrize(
		("content", "code"),
		[
			("id_type,name\ncedula,Ana", "missing_column"),
			("id_type,id_number,name,nombre\n", "repeated_column"),
			("", "empty_file"),
			("\x00\x01\x02", "not_csv"),
		],
	)
	def test_a_file_that_cannot_serve_is_refused_whole(
		self, service: "Desk", content: str, code: str
	) -> None:
		with pytest.raises(Invalid) as refused:
			service.upload(content.encode())
		assert refused.value.code == code
		assert service.read("SELECT count(*) FROM import_job") == [(0,)]

	def test_spanish_headers_and_records_of_several_lines_serve(self, service: "Desk") -> None:
		header = "Tipo identificación,Identificación,Nombre,Dirección,Provincia"
		row = 'cédula,1710034065,"Ana\nPeña","Calle 1\ny Calle 2",Pichincha'
		done = service.run(header, row, "", LUIS)
		assert (done.created, done.rejected) == (1, 1)
		assert service.list_rejected(done.id)[0].line == 6
		assert service.read("SELECT name, address, province FROM customer") == [
			("Ana Peña", "Calle 1 y Calle 2", "EC-P")
		]


class TestUpdating:
	def test_empty_cells_never_overwrite(self, service: "Desk") -> None:
		service.run(HEADER, ANA)
		done = service.run(HEADER, "cedula,1710034065,Ana Peña,,,900,,,,", mode=ImportMode.UPDATE)
		assert (done.updated, done.created) == (1, 0)
		query = "SELECT gender, monthly_income::text, email, phone, canton FROM customer"
		assert service.read(query) == [("F", "900.00", "ana@example.com", "+593991234567", "1701")]

	def test_it_tells_what_has_changed_and_only_that(self, service: "Desk") -> None:
		service.run(HEADER, ANA, LUIS)
		changed = ANA.replace("ana@", "ana.p@").replace(",si", ",no")
		done = service.run(HEADER, changed, LUIS, SHOP, mode=ImportMode.UPDATE)
		assert (done.updated, done.unchanged, done.created) == (1, 1, 1)
		events = service.read("SELECT name, payload FROM event ORDER BY name DESC")
		assert [name for name, _ in events] == ["contact_changed", "consent_changed"]
		assert events[0][1]["previous_email"] == "ana@example.com"
		assert events[1][1] | {"customer_id": 0, "phone": ""} == {
			"customer_id": 0,
			"channel": "email",
			"granted": False,
			"email": "ana.p@example.com",
			"phone": "",
		}
		assert service.read("SELECT channel, granted FROM consent_change") == [("email", False)]

	def test_it_never_gives_back_a_withdrawn_consent(self, service: "Desk") -> None:
		service.run(HEADER, ANA)
		service.write("UPDATE customer SET consent_email = false, email_withdrawn_at = now()")
		done = service.run(HEADER, ANA, mode=ImportMode.UPDATE)
		assert (done.unchanged, done.warnings) == (1, 1)
		assert service.read("SELECT consent_email FROM customer") == [(False,)]

	def test_an_archived_customer_stays_so(self, service: "Desk") -> None:
		service.run(HEADER, ANA)
		service.write("UPDATE customer SET archived_at = now()")
		done = service.run(HEADER, ANA.replace("1234.56", "1"), mode=ImportMode.UPDATE)
		assert (done.existing, done.updated, done.created) == (1, 0, 0)


class TestRecovering:
	def test_another_worker_finishes_what_a_dead_one_began(
		self, service: "Desk", monkeypatch: pytest.MonkeyPatch
	) -> None:
		rows = [f"passport,AB{number},Persona {number},,,,,,," for number in range(25)]
		rows.insert(12, rows[3])  # repeated: rejected, by whichever worker meets it
		started = service.upload("\n".join([HEADER, *rows]).encode())
		with monkeypatch.context() as patched:
			patched.setattr(ImportLoader, "load", fail_after(2, ImportLoader.load))
			with pytest.raises(KeyboardInterrupt):
				service.wiring.import_runner.run(started.id)
		half = service.show(started.id)
		assert (half.state.value, half.rows) == ("running", 20)
		service.wiring.import_runner.run(started.id)
		assert service.show(started.id).rows == 20  # the dead one's lease still holds
		service.write("UPDATE import_job SET leased_until = now()")
		assert service.wiring.import_runner.list_waiting() == [started.id]
		service.wiring.import_runner.run(started.id)
		done = service.show(started.id)
		assert (done.state.value, done.rows, done.created, done.rejected) == ("done", 26, 25, 1)
		assert service.read("SELECT count(*), count(DISTINCT id_number) FROM customer") == [
			(25, 25)
		]
		assert service.read("SELECT count(*) FROM import_chunk") == [(0,)]

	def test_no_batch_is_durable_before_those_that_stand_before_it(
		self, service: "Desk", monkeypatch: pytest.MonkeyPatch
	) -> None:
		rows = [f"passport,AB{number},Persona {number},,,,,,," for number in range(25)]
		started = service.upload("\n".join([HEADER, *rows]).encode())
		with monkeypatch.context() as patched:
			slow = fail_first_when(threading.Event(), ImportLoader.load)
			patched.setattr(ImportLoader, "load", slow)
			with pytest.raises(KeyboardInterrupt):
				service.wiring.import_runner.run(started.id)
		assert service.show(started.id).rows == 0
		assert service.read("SELECT count(*) FROM customer") == [(0,)]


def fail_after(times: int, load):
	"""Return `load` so that it dies, as a killed process would, after so many batches."""
	left = [times]

	def load_or_die(self: ImportLoader, batch):
		if not left[0]:
			raise KeyboardInterrupt
		left[0] -= 1
		return load(self, batch)

	return load_or_die


def fail_first_when(others_done: threading.Event, load):
	"""Return `load` so that the file's first batch dies after the second one is loaded."""

	def load_or_die(self: ImportLoader, batch):
		if any(row.id_number == "AB0" for row in batch.rows):
			assert others_done.wait(20)
			raise KeyboardInterrupt
		counts = load(self, batch)
		others_done.set()
		return counts

	return load_or_die


class Desk:
	"""Uploads and runs imports within this process."""

	def __init__(self, wiring: Wiring) -> None:
		self.wiring = wiring

	def upload(self, content: bytes, mode: ImportMode = ImportMode.CREATE) -> ImportProgress:
		with self.wiring.database.open_session() as session:
			service = self.wiring.make_import_service(session)
			pieces = [content[:100], content[100:]]
			return service.receive(pieces, mode, "clientes.csv", Actor("staff:1", "Administración"))

	def run(
		self, *lines: str, mode: ImportMode = ImportMode.CREATE, encoding: str = "utf-8"
	) -> ImportProgress:
		job = self.upload("\r\n".join(lines).encode(encoding), mode)
		self.wiring.import_runner.run(job.id)
		return self.show(job.id)

	def show(self, import_id: int) -> ImportProgress:
		with self.wiring.database.open_session() as session:
			return self.wiring.make_import_service(session).get(import_id)

	def list_rejected(self, import_id: int):
		with self.wiring.database.open_session() as session:
			return (
				self.wiring.make_import_service(session).list_rejected(import_id, ListQuery()).items
			)

	def read(self, query: str) -> list[tuple]:
		with self.wiring.database.open_session() as session:
			return [tuple(row) for row in session.execute(text(query))]

	def write(self, statement: str) -> None:
		with self.wiring.database.open_session() as session:
			session.execute(text(statement))


@pytest.fixture
def service(database: Database, servers: TestServers, redis_prefix: str) -> Iterator[Desk]:
	config = CustomersConfig(
		database_url=SecretStr(database.url),
		broker_url=SecretStr(servers.redis.build_url(0)),
		redis_prefix=redis_prefix,
		import_batch_rows=10,
	)
	wiring = Wiring(config)
	yield Desk(wiring)
	wiring.database.close()
