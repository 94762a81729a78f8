"""Taking an import back: whoever was there gets what he had, where nobody changed it since."""

from typing import Any

import pytest

from chasqui.contracts.customers.imports import ImportMode, ImportProgress, ImportState
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.errors import Conflict
from customers.imports.engines import undo_worker
from customers.imports.repositories.statements import UPDATED
from tests.integration.customers.import_world import ADMIN, ImportWorld

NUMBERS = ("1710034065", "0926687856", "0102030400")
HEADER = (
	"cedula,nombre,given_names,genero,fecha_nacimiento,ingreso_mensual,correo,telefono,direccion,"
	"provincia,canton,fecha_registro,acepta_correo,acepta_llamadas,ultimo_contacto,custom.plan,"
	"tags,otro_correo,servicios\n"
)
BEFORE = ("Ana Peña,Ana,F,1990-01-01,500.00,ana{n}@ejemplo.ec,099123456{n},Calle Uno,EC-P,1701,"
	"2020-01-01,no,no,2025-01-01,hogar,uno,,\n")  # fmt: skip
AFTER = ("Eva Ñusta,Eva,M,1991-02-02,900.00,eva{n}@ejemplo.ec,098765432{n},Calle Dos,EC-G,0901,"
	"2021-02-02,si,si,2026-02-02,total,dos,otra{n}@ejemplo.ec,Fibra\n")  # fmt: skip
EVERYTHING = f"SELECT {', '.join(UPDATED)}, name_key FROM customer ORDER BY id"
LISTS = """
SELECT (SELECT array_agg(tag ORDER BY tag) FROM customer_tag WHERE customer_id = customer.id),
	(SELECT count(*) FROM customer_contact WHERE customer_id = customer.id),
	(SELECT count(*) FROM subscription WHERE customer_id = customer.id)
FROM customer ORDER BY id
"""
CONFLICTS = "SELECT conflicts FROM import_change ORDER BY customer_id"


def make_file(row: str, numbers: tuple[str, ...] = NUMBERS) -> bytes:
	rows = [f"{number},{row.format(n=n)}" for n, number in enumerate(numbers)]
	return (HEADER + "".join(rows)).encode()


def bring(world: ImportWorld, content: bytes, mode: ImportMode) -> ImportProgress:
	return world.work(world.upload(content, start=True, mode=mode))


def undo(world: ImportWorld, import_id: int) -> ImportProgress:
	with world.wiring.database.open_session() as session:
		world.wiring.make_import_wizard_service(session).undo(import_id, ADMIN)
	return world.work(import_id)


@pytest.fixture
def changed(world: ImportWorld) -> int:
	"""Return the number of an import that changed every field of three customers."""
	world.write("INSERT INTO custom_field (key, label, kind) VALUES ('plan', 'Plan', 'text')")
	assert bring(world, make_file(BEFORE), ImportMode.CREATE).created == 3
	done = bring(world, make_file(AFTER), ImportMode.UPDATE)
	assert (done.updated, done.rejected, done.warnings) == (3, 0, 0)
	return done.id


class TestUndo:
	def test_every_field_comes_back(self, world: ImportWorld) -> None:
		world.write("INSERT INTO custom_field (key, label, kind) VALUES ('plan', 'Plan', 'text')")
		bring(world, make_file(BEFORE), ImportMode.CREATE)
		before = world.read(EVERYTHING), world.read(LISTS)
		done = bring(world, make_file(AFTER), ImportMode.UPDATE)
		middle = world.read(EVERYTHING)
		# The test knows a value of each: what an import may change is what an undoing gives back.
		for place, name in enumerate(UPDATED):
			assert middle[0][place] != before[0][0][place], name
		assert world.show(done.id).changes == 3
		after = undo(world, done.id)
		assert (after.state, after.changes, after.undone) == (ImportState.UNDONE, 0, 3)
		assert after.conflicts == 0
		assert (world.read(EVERYTHING), world.read(LISTS)) == before

	def test_who_is_met_twice_gets_what_was_there_first(self, world: ImportWorld) -> None:
		"""An identification may be corrected while the import is under way."""
		world.write("INSERT INTO custom_field (key, label, kind) VALUES ('plan', 'Plan', 'text')")
		bring(world, make_file(BEFORE), ImportMode.CREATE)
		import_id = world.upload(make_file(AFTER), start=True, mode=ImportMode.UPDATE)
		world.write(
			"INSERT INTO import_change (import_id, customer_id, before, after)"
			f' SELECT {import_id}, min(id), \'{{"email": "primera@ejemplo.ec"}}\','
			' \'{"email": "otra@ejemplo.ec"}\' FROM customer'
		)
		assert world.work(import_id).updated == 3
		kept = "before ->> 'email', after ->> 'email', before ->> 'name'"
		[first] = world.read(f"SELECT {kept} FROM import_change ORDER BY customer_id LIMIT 1")
		assert first == ("primera@ejemplo.ec", "eva0@ejemplo.ec", "Ana Peña")

	def test_the_others_are_told(self, world: ImportWorld, changed: int) -> None:
		world.write("DELETE FROM event")
		undo(world, changed)
		counts = "SELECT name, count(*) FROM event GROUP BY name ORDER BY name"
		assert world.read(counts) == [("consent_changed", 6), ("contact_changed", 3)]
		ledger = "SELECT granted, source, count(*) FROM consent_change GROUP BY 1, 2 ORDER BY 2"
		assert (False, f"import:{changed}:undone", 6) in world.read(ledger)

	@pytest.mark.parametrize(
		("change", "kept"),
		[
			("name = 'Otra', name_key = 'OTRA'", ["name"]), ("email = 'x@ejemplo.ec'", ["email"]),
			("canton = '0902'", ["province", "canton"]), ("custom = '{}'", ["custom"]),
			("monthly_income = NULL", ["monthly_income"]),
			("consent_email = false", ["consent_email"]), ("archived_at = now()", UPDATED),
		],
	)  # fmt: skip
	def test_what_somebody_changed_since_stays(
		self, world: ImportWorld, changed: int, change: str, kept: list[str]
	) -> None:
		world.write(f"UPDATE customer SET {change} WHERE id_number = '{NUMBERS[1]}'")
		before = world.read(EVERYTHING)
		after = undo(world, changed)
		assert (after.undone, after.conflicts) == (3, 1)
		now = world.read(EVERYTHING)
		same = [name for place, name in enumerate(UPDATED) if now[1][place] == before[1][place]]
		assert same == kept
		assert [sorted(one) for (one,) in world.read(CONFLICTS)] == [[], sorted(kept), []]
		with world.wiring.database.open_session() as session:
			service = world.wiring.make_import_service(session)
			[told] = service.list_conflicts(changed, ListQuery(limit=10)).items
		assert len(told.fields) == len(kept)
		assert not set(map(str, told.fields)) & set(kept)

	def test_a_permission_that_a_file_took_is_not_given_back(self, world: ImportWorld) -> None:
		yes = "cedula,nombre,acepta_correo\n1710034065,Ana Peña,si\n"
		bring(world, yes.encode(), ImportMode.CREATE)
		done = bring(world, yes.replace(",si", ",no").encode(), ImportMode.UPDATE)
		assert undo(world, done.id).conflicts == 1
		assert world.read("SELECT consent_email FROM customer") == [(False,)]

	def test_a_list_that_somebody_has_described_since_stays(
		self, world: ImportWorld, changed: int
	) -> None:
		world.write("UPDATE customer_contact SET label = 'work'")
		undo(world, changed)
		assert [row[1:] for row in world.read(LISTS)] == [(1, 0)] * 3

	def test_killed_on_the_way_it_goes_on(
		self, world: ImportWorld, changed: int, monkeypatch: pytest.MonkeyPatch
	) -> None:
		taken: list[int] = []

		def break_at_second(connection: Any, import_id: int, most: int) -> int:
			if taken:
				raise UnicodeError
			taken.append(most)
			return whole(connection, import_id, 1)

		whole = undo_worker.take_back
		with monkeypatch.context() as patched:
			patched.setattr(undo_worker, "take_back", break_at_second)
			failed = undo(world, changed)
		assert (failed.state, failed.undone, failed.changes) == (ImportState.FAILED, 1, 2)
		world.do("retry", changed)
		again = world.work(changed)
		assert (again.state, again.undone) == (ImportState.UNDONE, 3)


class TestRefusals:
	def refuse(self, world: ImportWorld, import_id: int) -> str:
		with pytest.raises(Conflict) as refused:
			undo(world, import_id)
		return refused.value.code

	def test_what_changed_nobody_is_not_undone(self, world: ImportWorld, changed: int) -> None:
		created = bring(world, make_file(BEFORE, ("1713175071",)), ImportMode.UPDATE)
		assert (created.created, self.refuse(world, created.id)) == (1, "nothing_to_undo")
		undo(world, changed)
		assert self.refuse(world, changed) == "nothing_to_undo"

	def test_items_keep_their_prices_and_stock(self, world: ImportWorld) -> None:
		items = bring(world, b"nombre,precio\nFibra,25.50\n", ImportMode.UPDATE)
		assert (items.created, self.refuse(world, items.id)) == (1, "items_stay")

	def test_after_the_days_of_the_report_it_stands(self, world: ImportWorld, changed: int) -> None:
		world.write("UPDATE import_job SET finished_at = now() - interval '31 days'")
		with world.wiring.database.open_session() as session:
			world.wiring.make_import_service(session).delete_old()
		assert self.refuse(world, changed) == "nothing_to_undo"
