"""The wizard: columns, dry run, start, pause, resume, cancel."""

import threading
import time
from typing import Any

import psycopg
import pytest

from chasqui.contracts.customers.imports import ImportMode, ImportState
from chasqui.contracts.jobs import JobAct
from chasqui.kernel.errors import Conflict, Invalid
from customers.imports.repositories.loader import ImportLoader
from tests.integration.customers.import_world import EVIDENCE, ImportWorld

FILE = """Documento;Nombres;Apellidos;E-mail;Celular;Tel. casa;Rubro;Plan;Sueldo
1710034065;Ana;Peña;ana@example.com;0991234567;022345678;VIP, Norte;Oro;1.234,56
0926687856;Luis;Mera;luis@example.com;0987654321;;;;800
1710034066;Eva;Ruiz;eva@example.com;;;;;
"""
TARGETS = [
	"id_number", "name", "surname", "email", "phone", "further_phone", "tags", "custom.plan",
	"monthly_income",
]  # fmt: skip
PEOPLE = "SELECT name, monthly_income::text, phone, custom FROM customer ORDER BY id_number"


@pytest.mark.covers("M4", "M5")
class TestMapping:
	def test_columns_are_guessed_by_names_and_by_values(self, world: ImportWorld) -> None:
		rows = "\n".join(f"p{n}@example.com;09912345{n:02};Nombre {n};x" for n in range(5))
		number = world.upload(f"Contacto web;Llamar a;Nombre completo;Nota\n{rows}".encode())
		shown = world.columns(number).columns
		assert [(one.target, one.guessed_by.value) for one in shown] == [
			("email", "samples"),
			("phone", "samples"),
			("name", "name"),
			("", "none"),
		]
		assert shown[3].samples == ["x"]

	def test_a_person_maps_tries_and_starts(self, world: ImportWorld) -> None:
		add_plan_field(world)
		number = world.upload(FILE.encode())
		assert world.show(number).state.value == "mapping"
		found = world.check(number, targets=TARGETS)
		assert (found.rows, found.good, found.news, found.rejected) == (3, 2, 2, 1)
		assert [(fault.line, fault.field) for fault in found.faults] == [(4, "id_number")]
		assert found.by_code == {"bad_check_digit": 1}
		assert world.read("SELECT count(*) FROM customer") == [(0,)]
		world.start(number)
		done = world.work(number)
		assert (done.state.value, done.created, done.rejected) == ("done", 2, 1)
		assert world.read(PEOPLE) == [
			("Luis Mera", "800.00", "+593987654321", {}),
			("Ana Peña", "1234.56", "+593991234567", {"plan": "Oro"}),
		]
		assert world.read("SELECT tag FROM customer_tag ORDER BY tag") == [("Norte",), ("VIP",)]
		assert world.read("SELECT channel, value FROM customer_contact") == [
			("phone", "+59322345678")
		]

	def test_the_mapping_is_remembered_for_files_with_the_same_header(
		self, world: ImportWorld
	) -> None:
		add_plan_field(world)
		number = world.upload(FILE.encode())
		world.check(number, targets=TARGETS)
		tried = world.columns(world.upload(FILE.upper().encode()))
		assert "remembered" not in {one.guessed_by.value for one in tried.columns}
		world.start(number)
		world.work(number)
		again = world.columns(world.upload(FILE.upper().encode()))
		assert [one.target for one in again.columns] == TARGETS
		assert {one.guessed_by.value for one in again.columns} == {"remembered"}

	def test_a_text_gets_back_a_zero_that_its_check_digit_asks_for(
		self, world: ImportWorld
	) -> None:
		found = world.check(world.upload(b"cedula,nombre\n926687856,Luis\n926687857,Eva\n"))
		assert (found.good, found.warnings, found.by_code) == (1, 1, {"bad_length": 1})

	def test_a_custom_field_that_is_not_there_is_not_proposed(self, world: ImportWorld) -> None:
		file = b"cedula,nombre,custom.plan\n1710034065,Ana,Oro\n"
		assert world.list_targets(world.upload(file)) == ["id_number", "name", ""]
		add_plan_field(world)
		assert world.list_targets(world.upload(file))[2] == "custom.plan"
		world.write("UPDATE custom_field SET is_archived = true")
		assert world.list_targets(world.upload(file))[2] == ""

	@pytest.mark.parametrize(
		("targets", "code"),
		[
			(["id_number"] * 9, "repeated_column"),
			(["id_number", *[""] * 8], "missing_column"),
			(["id_number", "name"], "bad_targets"),
			(["id_number", "name", "custom.unknown", *[""] * 6], "unknown_target"),
		],
	)
	def test_targets_that_do_not_fit_are_refused(
		self, world: ImportWorld, targets: list[str], code: str
	) -> None:
		number = world.upload(FILE.encode())
		with pytest.raises(Invalid) as refused:
			world.check(number, targets=targets)
		assert refused.value.code == code

	def test_the_same_file_twice_changes_nothing(self, world: ImportWorld) -> None:
		add_plan_field(world)
		world.bring(FILE.encode(), targets=TARGETS)
		before = world.read("SELECT * FROM customer ORDER BY id")
		again = world.bring(FILE.encode(), targets=TARGETS, mode=ImportMode.UPDATE)
		assert (again.updated, again.unchanged) == (0, 2)
		assert world.read("SELECT * FROM customer ORDER BY id") == before

	def test_what_only_lists_gain_counts_as_updated(self, world: ImportWorld) -> None:
		add_plan_field(world)
		world.bring(FILE.encode(), targets=TARGETS)
		more = FILE.replace("VIP, Norte", "vip | Sur").replace("022345678", "022345679")
		again = world.bring(more.encode(), targets=TARGETS, mode=ImportMode.UPDATE)
		assert (again.updated, again.unchanged) == (1, 1)
		assert world.read("SELECT tag FROM customer_tag ORDER BY tag") == [
			("Norte",), ("Sur",), ("VIP",),
		]  # fmt: skip
		assert world.read("SELECT count(*) FROM customer_contact") == [(2,)]
		assert world.read("SELECT max(profile_version) FROM customer") == [(1,)]

	def test_no_more_contacts_and_tags_than_a_profile_holds(self, world: ImportWorld) -> None:
		phones = ";".join(f"09912345{n:02}" for n in range(14))
		tags = "|".join(f"t{n}" for n in range(40))
		file = f"cedula,nombre,otro_telefono,etiquetas\n1710034065,Ana,{phones},{tags}\n"
		other = file.replace("09912345", "09954321").replace("t1", "u1")
		for text, mode in ((file, ImportMode.CREATE), (other, ImportMode.UPDATE)):
			world.bring(text.encode(), mode=mode)
			assert world.read("SELECT count(*) FROM customer_contact") == [(10,)]
			assert world.read("SELECT count(*) FROM customer_tag") == [(30,)]


@pytest.mark.covers("R44")
class TestEvidence:
	def test_evidence_given_once_proves_every_permission(self, world: ImportWorld) -> None:
		file = "cedula,nombre,correo,acepta_correo\n1710034065,Ana,ana@example.com,{}\n"
		world.bring(file.format("si").encode(), evidence=EVIDENCE)
		assert list_proofs(world)[0].evidence == EVIDENCE
		world.bring(file.format("no").encode(), mode=ImportMode.UPDATE)
		proof = list_proofs(world)[0]
		assert proof.withdrawn_by == "import:2"
		assert proof.withdrawn_at is not None
		assert proof.evidence == EVIDENCE
		assert world.read("SELECT count(*) FROM consent_evidence") == [(1,)]

	def test_a_permission_given_later_has_the_evidence_of_its_file(
		self, world: ImportWorld
	) -> None:
		file = "cedula,nombre,celular,acepta_llamadas\n1710034065,Ana,0991234567,{}\n"
		world.bring(file.format("no").encode())
		world.bring(file.format("si").encode(), mode=ImportMode.UPDATE, evidence=EVIDENCE)
		proof = list_proofs(world)[0]
		assert (proof.channel.value, proof.granted_by) == ("phone", "import:2")
		assert proof.evidence == EVIDENCE


class TestSteps:
	def test_a_pause_stops_after_whole_batches_and_resumes_exactly(
		self, world: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		number = world.upload(make_people(300), start=True)
		reached = threading.Event()
		with monkeypatch.context() as patched:
			patched.setattr(ImportLoader, "load", make_slow(reached, ImportLoader.load))
			worker = threading.Thread(target=world.work, args=[number])
			worker.start()
			assert reached.wait(20)
			paused = world.do("pause", number)
			worker.join(30)
		half = world.show(number)
		assert half.state.value == paused.state.value == "paused"
		assert 0 < half.rows < 300
		assert half.rows % 10 == 0
		assert world.read("SELECT count(*) FROM customer") == [(half.rows,)]
		assert world.work(number).rows == half.rows  # nobody goes on with what is paused
		world.do("resume", number)
		done = world.work(number)
		assert (done.state.value, done.rows, done.created) == ("done", 300, 300)
		assert world.read("SELECT count(DISTINCT id_number) FROM customer") == [(300,)]

	def test_a_cancelled_import_keeps_what_it_brought_and_forgets_its_file(
		self, world: ImportWorld
	) -> None:
		number = world.upload(make_people(20), start=True)
		world.do("pause", number)
		assert world.do("cancel", number).state.value == "cancelled"
		assert world.work(number).state.value == "cancelled"
		assert world.read("SELECT count(*) FROM import_chunk") == [(0,)]
		with pytest.raises(Conflict):
			world.do("resume", number)

	def test_what_broke_by_no_fault_of_the_file_is_tried_again(
		self, world: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		number = world.upload(make_people(30))
		world.work(number)
		world.check(number)
		world.start(number)

		def break_down(*_: Any, **__: Any) -> None:
			raise psycopg.DataError

		with monkeypatch.context() as broken:
			broken.setattr(ImportLoader, "load", break_down)
			failed = world.work(number)
		assert failed.state is ImportState.FAILED
		assert failed.job is not None
		assert failed.job.acts == [JobAct.RETRY]
		again = world.do("retry", number)
		assert (again.state, again.error, again.finished_at) == (ImportState.QUEUED, None, None)
		assert world.work(number).created == 30

	def test_a_file_that_does_not_serve_is_not_tried_again(self, world: ImportWorld) -> None:
		number = world.upload(b"PK\x03\x04 no workbook", name="mala.xlsx")
		failed = world.work(number)
		assert failed.state is ImportState.FAILED
		assert failed.job is not None
		assert failed.job.acts == []
		with pytest.raises(Conflict):
			world.do("retry", number)

	def test_what_was_not_tried_does_not_start(self, world: ImportWorld) -> None:
		number = world.upload(FILE.encode())
		with pytest.raises(Conflict):
			world.start(number)
		with pytest.raises(Conflict):
			world.do("pause", number)

	def test_two_persons_start_it_once(self, world: ImportWorld) -> None:
		number = world.upload(b"cedula,nombre\n1710034065,Ana\n")
		world.check(number)
		world.start(number)
		with pytest.raises(Conflict):
			world.start(number)

	def test_a_dry_run_counts_those_that_exist(self, world: ImportWorld) -> None:
		file = b"cedula,nombre\n1710034065,Ana\n0926687856,Luis\n"
		world.bring(file[: file.index(b"0926")])
		found = world.check(world.upload(file))
		assert (found.good, found.existing, found.news) == (2, 1, 1)

	def test_editing_while_importing_loses_neither(
		self, world: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		world.work(world.upload(make_people(50), start=True))
		file = make_people(50).replace(b"Persona", b"Gente")
		number = world.upload(file)
		reached = threading.Event()
		world.check(number, mode=ImportMode.UPDATE)
		world.start(number)
		with monkeypatch.context() as patched:
			patched.setattr(ImportLoader, "load", make_slow(reached, ImportLoader.load))
			worker = threading.Thread(target=world.work, args=[number])
			worker.start()
			assert reached.wait(20)
			for n in (3, 27, 49):
				world.write(f"UPDATE customer SET address = 'Calle {n}' WHERE id_number = 'AB{n}'")
			worker.join(60)
		assert world.show(number).state.value == "done"
		assert world.read("SELECT count(*) FROM customer WHERE name LIKE 'Gente%'") == [(50,)]
		kept = "SELECT address FROM customer WHERE address IS NOT NULL ORDER BY id"
		assert world.read(kept) == [("Calle 3",), ("Calle 27",), ("Calle 49",)]


class TestForgetting:
	def test_refused_rows_and_left_files_are_forgotten_in_time(self, world: ImportWorld) -> None:
		world.bring(b"cedula,nombre\n1710034065,Ana\n1710034066,Eva\n")
		world.upload(FILE.encode())
		ages = "interval '31 days'"
		world.write(f"UPDATE import_job SET created_at = now() - {ages}")
		world.write(f"UPDATE import_job SET finished_at = now() - {ages} WHERE state = 'done'")
		assert world.read("SELECT cells FROM import_rejection") == [(["1710034066", "Eva"],)]
		with world.wiring.database.open_session() as session:
			world.wiring.make_import_service(session).delete_old()
		assert world.read("SELECT cells FROM import_rejection") == [(None,)]
		assert world.show(2).state.value == "cancelled"
		assert world.read("SELECT count(*) FROM import_chunk") == [(0,)]

	def test_the_file_of_one_that_failed_is_forgotten_in_time(self, world: ImportWorld) -> None:
		number = world.upload(FILE.encode())
		world.write("UPDATE import_job SET state = 'failed', retry_state = 'mapping'")
		for age, kept in (("1 day", 1), ("31 days", 0)):
			world.write(f"UPDATE import_job SET finished_at = now() - interval '{age}'")
			with world.wiring.database.open_session() as session:
				world.wiring.make_import_service(session).delete_old()
			assert world.read("SELECT count(*) FROM import_chunk") == [(kept,)]
			job = world.show(number).job
			assert job is not None
			assert bool(job.acts) is bool(kept)


def add_plan_field(world: ImportWorld) -> None:
	world.write("INSERT INTO custom_field (key, label, kind) VALUES ('plan', 'Plan', 'text')")


def list_proofs(world: ImportWorld):
	with world.wiring.database.open_session() as session:
		return world.wiring.make_consent_proof_service(session).list_proofs(1).items


def make_people(count: int) -> bytes:
	rows = "".join(f"passport,AB{n},Persona {n}\n" for n in range(count))
	return f"id_type,id_number,name\n{rows}".encode()


def make_slow(reached: threading.Event, load):
	"""Return `load` so that it takes its time, and tells when the third batch is at work."""
	calls = iter(range(1_000_000))

	def load_slowly(self: ImportLoader, batch):
		if next(calls) == 2:
			reached.set()
		time.sleep(0.1)
		return load(self, batch)

	return load_slowly
