"""What a person was known by before is kept, told, forgotten, and never taken for another's."""

from types import SimpleNamespace

import pytest

from chasqui.contracts.customers.imports import ImportMode
from customers.app.wiring import Wiring
from tests.integration.customers.doors import FIELDS, Api
from tests.integration.customers.import_world import ImportWorld
from tests.integration.customers.rights.test_rights import (
	ADMIN,
	FakeRisk,
	begin,
	end_erasures,
	make_runner,
	receive,
	wiring,  # noqa: F401 - a fixture
)

FIRST = {"id_number": "1710034065", "email": "una@example.com", "phone": "0991112222"}
WRONG, RIGHT = "1710034065", "0926687856"
OLD_EMAIL, OLD_PHONE = "una@example.com", "+593991112222"


class TestKeeping:
	def test_a_form_that_changes_them_leaves_them_behind(
		self, client: Api, world: ImportWorld
	) -> None:
		made = client.register(**FIRST)
		change = {"id_number": RIGHT, "email": "dos@example.com", "phone": None}
		assert client.patch(made["id"], change).status_code == 200
		assert client.patch(made["id"], {"address": "Calle Uno"}).status_code == 200
		assert list_former(world) == [
			("email", OLD_EMAIL), ("identity", WRONG), ("phone", OLD_PHONE),
		]  # fmt: skip

	def test_so_does_a_file(self, client: Api, world: ImportWorld) -> None:
		client.register(**FIRST)
		row = f"identificacion,nombre,correo\n{WRONG},Rosa Vera,otra@example.com\n"
		import_id = world.upload(row.encode(), mode=ImportMode.UPDATE)
		world.work(import_id)
		world.check(import_id, mode=ImportMode.UPDATE)
		world.start(import_id)
		world.work(import_id)
		assert list_former(world) == [("email", OLD_EMAIL)]

	def test_a_further_contact_that_goes_is_one_too(self, client: Api, world: ImportWorld) -> None:
		made = client.register(**FIRST)
		path = f"/v1/customers/{made['id']}/profile"
		contacts = [{"channel": "email", "value": f"{name}@example.com"} for name in ("a", "b")]
		client.patch_path(path, {"version": 0, "contacts": contacts})
		client.patch_path(path, {"version": 1, "contacts": contacts[1:]})
		with world.wiring.database.open_session() as session:
			rows = world.wiring.make_former_values(session).list_former(made["id"])
		assert [one.value for one in rows] == ["a@example.com"]

	def test_a_merge_and_its_undoing_leave_nothing_of_one_at_the_other(
		self, client: Api, world: ImportWorld
	) -> None:
		kept = client.register(**FIRST)
		merged = client.register(id_number=RIGHT, email="b@example.com", phone=None)
		asked = {"kept_id": kept["id"], "merged_id": merged["id"], "taken": ["email"]}
		made = client.post("/v1/merges", asked).get_json()
		client.post(f"/v1/merges/{made['id']}/undoing", {})
		assert list_former(world) == []


@pytest.mark.covers("R44")
class TestForgetting:
	def test_they_are_marked_and_forgotten_everywhere(
		self,
		client: Api,
		wiring: Wiring,  # noqa: F811
		world: ImportWorld,
	) -> None:
		made = client.register(**FIRST)
		client.patch(made["id"], {"id_number": RIGHT, "email": "dos@example.com"})
		risk = erase(client, wiring, made["id"])
		assert risk.erased == [("cedula", RIGHT), ("cedula", WRONG)]
		(order,) = world.read("SELECT details FROM erasure_receipt WHERE service = 'risk_soap'")
		assert order == ({"records": 2},)
		assert list_former(world) == []
		refused = client.post("/v1/customers", {**FIELDS, **FIRST})
		assert (refused.status_code, refused.get_json()["code"]) == (409, "erased_person")
		other = client.register(id_number="0102030400", email=None)
		row = f"identificacion,nombre,correo\n{other['id_number']},Luz,{OLD_EMAIL}\n"
		world.bring(row.encode())
		assert world.read(f"SELECT email FROM customer WHERE email = '{OLD_EMAIL}'") == []

	def test_the_others_are_told_of_them(
		self,
		client: Api,
		wiring: Wiring,  # noqa: F811
		world: ImportWorld,
	) -> None:
		made = client.register(**FIRST)
		client.patch(made["id"], {"id_number": RIGHT, "email": "dos@example.com"})
		begin(client, made["id"])
		query = "SELECT payload -> 'person' FROM event WHERE name = 'erasure_requested'"
		((person,),) = world.read(query)
		assert [one["id_number"] for one in person["identities"]] == [RIGHT, WRONG]
		assert person["emails"] == ["dos@example.com", OLD_EMAIL]

	@pytest.mark.parametrize(
		("value", "other"),
		[
			("identity", {"id_number": WRONG}),
			("identity", {"id_type": "ruc", "id_number": f"{WRONG}001"}),
			("email", {"id_number": "0102030400", "email": OLD_EMAIL}),
			("phone", {"id_number": "0102030400", "phone": OLD_PHONE}),
		],
	)
	def test_what_is_another_persons_by_now_is_left_alone(
		self,
		client: Api,
		wiring: Wiring,  # noqa: F811
		value: str,
		other: dict[str, str],
	) -> None:
		made = client.register(**FIRST)
		change = {"identity": {"id_number": RIGHT}, "email": {"email": None}}
		client.patch(made["id"], change.get(value, {"phone": None}))
		client.register(**{"email": None, "phone": None, **other})
		with wiring.database.open_session() as session:
			assert wiring.make_former_values(session).list_own(made["id"]) == []
		risk = erase(client, wiring, made["id"])
		assert ("cedula", WRONG) not in risk.erased or value != "identity"


@pytest.mark.covers("R44")
def test_the_persons_file_tells_them_and_what_the_risk_service_has_by_them(
	client: Api,
	wiring: Wiring,  # noqa: F811
) -> None:
	made = client.register(**FIRST)
	client.patch(made["id"], {"id_number": RIGHT})
	told = client.get(f"/v1/customers/{made['id']}/holdings").get_json()
	(section,) = [one for one in told["sections"] if one["title"] == "Datos anteriores"]
	assert [row[0] for row in section["rows"]] == [WRONG]
	asked: list[tuple[str, str]] = []
	wiring.__dict__["risk"] = SimpleNamespace(describe=lambda *one: asked.append(one))
	with wiring.database.open_session() as session:
		wiring.make_risk_holdings_reader(session).read(made["id"], ADMIN)
	assert asked == [("cedula", RIGHT), ("cedula", WRONG)]


def erase(client: Api, wiring: Wiring, customer_id: int) -> FakeRisk:  # noqa: F811
	begun, risk = begin(client, customer_id), FakeRisk()
	for holder in ("campaigns", "mailer"):
		receive(wiring, begun["id"], holder)
	assert end_erasures(make_runner(wiring, risk)) == 1
	return risk


def list_former(world: ImportWorld) -> list[tuple[str, str]]:
	query = "SELECT field, value FROM former_value ORDER BY field, value"
	return [(field, value) for field, value in world.read(query)]
