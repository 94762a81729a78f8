"""How sure a pair of records is: what its identifications say bounds what it shares."""

from random import Random

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from customers.app.wiring import Wiring
from customers.audit.domain import Actor
from customers.quality.engines import DuplicateSearchRunner
from customers.quality.tasks import build_sweeps
from tests.integration.customers.import_world import ImportWorld

ASKED_BY = Actor("staff:1", "Administración")
INSERT = text("""
INSERT INTO customer (kind, id_type, id_number, name, name_key, birth_date, email, phone,
	registered_on, consent_source)
VALUES (:kind, :id_type, :id_number, :name, :name_key, :birth_date, :email, :phone,
	'2020-01-01', 'x')
""")
PAIRS = text("""
SELECT one.id_type, one.id_number, one.kind, other.id_type, other.id_number, other.kind, reasons,
	score
FROM duplicate_pair JOIN customer AS one ON one.id = left_id
	JOIN customer AS other ON other.id = right_id
""")
Record = tuple[str, str, str]
FOUNDATION, OTHER_FOUNDATION = "176843268", "176843219"
RECORDS: tuple[Record, ...] = (
	("cedula", "1710034065", "person"), ("ruc", "1710034065001", "person"),
	("cedula", "0926687856", "person"), ("ruc", "0926687856001", "person"),
	("passport", "AB123456", "person"), ("passport", "ZX987654", "person"),
	("rut_cl", "12531909-2", "person"), ("rut_cl", "11111111-1", "person"),
	("ruc", "1790016919001", "company"), ("ruc", "1798314250001", "company"),
	("ruc", f"{FOUNDATION}0001", "company"), ("ruc", f"{FOUNDATION}1000", "company"),
	("ruc", f"{OTHER_FOUNDATION}0001", "company"),
)  # fmt: skip


def find_owner(one: Record) -> tuple[str, str] | None:
	"""Return whose number one is, and of which country; None where nothing says it."""
	id_type, number, kind = one
	if id_type == "rut_cl":
		return "CL", number
	if id_type == "passport":
		return None
	is_institution = number[2] == "6" and kind == "company"
	return "EC", number[: 9 if is_institution else 10]


def find_most(left: Record, right: Record, reasons: list[str]) -> int:
	"""Return the most that a pair may be sure, by the rule in words."""
	one, other = find_owner(left), find_owner(right)
	if "identity" in reasons:
		return 100
	if left[2] != right[2]:
		return 60
	if one and other and one[0] == other[0] and one != other:
		return 60
	return 95


def add_all(database: Database, random: Random) -> None:
	"""Add every record, some sharing a name and birth, e-mails and phones."""
	with database.open_session() as session:
		for id_type, number, kind in RECORDS:
			name = random.choice(["ANA PENA", "LUIS NUSTA"])
			is_person = kind == "person"
			values = {
				"kind": kind, "id_type": id_type, "id_number": number, "name": name,
				"name_key": name, "birth_date": "1980-01-01" if is_person else None,
				"email": random.choice(["a@example.com", "b@example.com", "c@example.com", None]),
				"phone": random.choice(["+593991112222", "+593991113333", None]),
			}  # fmt: skip
			session.execute(INSERT, values)


def search(wiring: Wiring) -> None:
	with wiring.database.open_session() as session:
		asked = wiring.make_duplicate_search_service(session).request(ASKED_BY)
	DuplicateSearchRunner(wiring.database, lease_seconds=60).run(asked.id)


@pytest.mark.covers("R45")
class TestCertainty:
	@pytest.mark.parametrize("seed", range(6))
	def test_only_one_and_the_same_number_is_certain(self, world: ImportWorld, seed: int) -> None:
		add_all(world.wiring.database, Random(seed))
		search(world.wiring)
		with world.wiring.database.open_session() as session:
			pairs = [tuple(row) for row in session.execute(PAIRS)]
		assert len(pairs) > 10
		weights = {"identity": 90, "name_birth": 60, "email": 50, "phone": 40}
		for *both, reasons, score in pairs:
			left, right = tuple(both[:3]), tuple(both[3:])
			most = find_most(left, right, reasons)
			assert score == min(sum(weights[one] for one in reasons), most), (left, right)
			if score == 100:
				assert find_owner(left) == find_owner(right) is not None
		assert len({score for *_both, score in pairs}) > 2

	def test_searches_that_ended_long_ago_are_forgotten(self, world: ImportWorld) -> None:
		for days in (0, 29, 31):
			search(world.wiring)
			world.write(
				f"UPDATE duplicate_search SET finished_at = now() - interval '{days} days' "
				"WHERE id = (SELECT max(id) FROM duplicate_search)"
			)
		for sweep in build_sweeps(world.wiring):
			sweep()
		assert world.read("SELECT count(*) FROM duplicate_search") == [(2,)]
