"""The rights of the person: requests with their clock, all that is held, erasure."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from chasqui.contracts.access import Service
from chasqui.contracts.customers.imports import ImportMode
from chasqui.contracts.event_payloads import ErasureDone, EventName
from chasqui.contracts.events import Event
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.jobs.runner import BROKEN, MOST_ATTEMPTS
from chasqui.kernel.texts.text import say
from customers.app.wiring import Wiring
from customers.audit.domain import Actor
from customers.config import CustomersConfig
from customers.rights.engines import ErasureRunner
from customers.tables import EventRow
from tests.integration.customers.doors import FIELDS, Api

TODAY = read_today("America/Guayaquil")
REQUEST = {"kind": "access", "requester": "María Peña", "channel": "ventanilla"}


class TestRequests:
	@pytest.mark.covers("R44")
	def test_one_that_names_no_record_is_told_of_its_person(self, client: Api) -> None:
		made = client.register(phone=None)
		asked = {**REQUEST, "requester": "María Peña, cédula 171003406-5"}
		assert client.post("/v1/rights-requests", asked).status_code == 201
		assert client.post("/v1/rights-requests", REQUEST).status_code == 201
		told = client.get(f"/v1/customers/{made['id']}/holdings").get_json()["sections"]
		(section,) = [one for one in told if one["title"] == "Solicitudes sobre sus datos"]
		assert [row[2] for row in section["rows"]] == [asked["requester"]]

	@pytest.mark.covers("R44")
	def test_it_is_due_fifteen_days_after_it_was_received(self, client: Api) -> None:
		received = TODAY - timedelta(days=20)
		made = client.post("/v1/rights-requests", {**REQUEST, "received_on": str(received)})
		assert made.status_code == 201
		request = made.get_json()
		assert request["due_on"] == str(received + timedelta(days=15))
		assert (request["days_left"], request["state"]) == (-5, "open")

	def test_the_most_urgent_comes_first_and_filters_hold(self, client: Api) -> None:
		for days in (1, 9, 4):
			received = str(TODAY - timedelta(days=days))
			client.post("/v1/rights-requests", {**REQUEST, "received_on": received})
		items = client.get("/v1/rights-requests?state=open&limit=2").get_json()["items"]
		assert [one["days_left"] for one in items] == [6, 11]
		assert client.get("/v1/rights-requests?kind=erasure").get_json()["items"] == []

	def test_it_is_closed_once_and_with_a_reason(self, client: Api) -> None:
		path = f"/v1/rights-requests/{client.post('/v1/rights-requests', REQUEST).get_json()['id']}"
		closing = {"state": "denied", "outcome": "No es cliente"}
		assert client.post(f"{path}/closing", {**closing, "outcome": ""}).status_code == 422
		assert client.post(f"{path}/closing", {**closing, "state": "open"}).status_code == 422
		assert client.post(f"{path}/closing", closing).get_json()["closed_by"]
		assert client.post(f"{path}/closing", closing).status_code == 409

	def test_an_erasure_is_not_granted_while_nothing_is_erased(self, client: Api) -> None:
		made = client.register()
		asked = {**REQUEST, "kind": "erasure", "customer_id": made["id"]}
		number = client.post("/v1/rights-requests", asked).get_json()["id"]
		path, closing = (
			f"/v1/rights-requests/{number}/closing",
			{"state": "granted", "outcome": "Se hizo"},
		)
		refused = client.post(path, closing)
		assert (refused.status_code, refused.get_json()["code"]) == (422, "nothing_erased")
		assert refused.get_json()["errors"][0]["field"] == "state"
		client.post(f"/v1/customers/{made['id']}/erasure", {"reason": "Lo pidió por escrito"})
		assert client.post(path, closing).status_code == 200

	def test_the_request_that_an_erasure_answers_is_closed_with_it(self, client: Api) -> None:
		made, other = client.register(), client.register(id_number="1710034073")
		asked = {**REQUEST, "kind": "erasure", "customer_id": made["id"]}
		number = client.post("/v1/rights-requests", asked).get_json()["id"]
		body = {"reason": "Lo pidió por escrito", "request_id": number}
		wrong = client.post(f"/v1/customers/{other['id']}/erasure", body)
		assert (wrong.status_code, wrong.get_json()["code"]) == (422, "other_request")
		assert client.get(f"/v1/customers/{other['id']}").status_code == 200
		erasure = client.post(f"/v1/customers/{made['id']}/erasure", body).get_json()
		request = client.get(f"/v1/rights-requests/{number}").get_json()
		assert request["state"] == "granted"
		assert request["outcome"] == f"Se borran sus datos: borrado {erasure['id']}."
		assert client.post(f"/v1/customers/{made['id']}/erasure", body).status_code in (200, 202)

	def test_an_objection_is_not_granted_while_all_permissions_stand(self, client: Api) -> None:
		made = client.register()
		asked = {**REQUEST, "kind": "objection", "customer_id": made["id"]}
		number = client.post("/v1/rights-requests", asked).get_json()["id"]
		path, closing = (
			f"/v1/rights-requests/{number}/closing",
			{"state": "granted", "outcome": "Se hizo"},
		)
		assert client.post(path, closing).get_json()["code"] == "nothing_withdrawn"
		client.patch(made["id"], {"consent_phone": False})
		assert client.post(path, closing).status_code == 200

	@pytest.mark.parametrize(
		"change", [{"received_on": "2190-01-01"}, {"kind": "otro"}, {"requester": ""}]
	)
	def test_what_makes_no_sense_is_refused(self, client: Api, change: dict[str, str]) -> None:
		assert client.post("/v1/rights-requests", {**REQUEST, **change}).status_code == 422

	def test_only_administrators_sit_at_the_desk(self, client: Api) -> None:
		assert client.get("/v1/rights-requests", role="marketing_head").status_code == 403


class TestHoldings:
	@pytest.mark.covers("R44")
	def test_everything_held_is_told_in_words(self, client: Api) -> None:
		customer = client.register()
		client.patch(customer["id"], {"consent_email": False})
		path = f"/v1/customers/{customer['id']}"
		client.patch_path(f"{path}/profile", {"version": 0, "tags": ["VIP"]})
		told = client.get(f"{path}/holdings").get_json()
		titles = [section["title"] for section in told["sections"]]
		assert titles == [
			"Datos del cliente", "Etiquetas", "Cambios de los permisos",
			"Quién vio o cambió los datos",
		]  # fmt: skip
		assert ["Identificación", "1710034065"] in told["sections"][0]["rows"]
		assert client.get("/v1/audit?action=exported").get_json()["items"]


class TestRiskHoldings:
	@pytest.mark.covers("R44")
	def test_a_credit_risk_service_that_is_down_is_told(self, client: Api) -> None:
		made = client.register()
		answer = client.get(f"/v1/customers/{made['id']}/risk-holdings")
		assert answer.status_code == 503
		refused = client.get(f"/v1/customers/{made['id']}/risk-holdings", role="marketing_head")
		assert refused.status_code == 403

	def test_record_and_looks_are_told_in_words(self, client: Api, wiring: Wiring) -> None:
		made = client.register()
		wiring.__dict__["risk"] = FakeRisk()
		with wiring.database.open_session() as session:
			told = wiring.make_risk_holdings_reader(session).read(made["id"], ADMIN)
		assert [(one.title, one.rows) for one in told.sections] == [
			("Registro de riesgo", [["con registro", "bajo", "700", "2026-10-01", "Central"]]),
			(
				"Quién lo consultó",
				[
					["2026-11-01 12:00 UTC", "campaigns", "llamada de ventas", "por identificación",
						"con registro"],
				],
			),
		]  # fmt: skip


class TestErasing:
	@pytest.mark.covers("R44")
	def test_nothing_is_left_but_a_row_for_the_counts(
		self, client: Api, database: Database, wiring: Wiring
	) -> None:
		customer = client.register()
		headers = {"Idempotency-Key": "una"}
		other = client.post("/v1/customers", {**FIELDS, **OTHER}, headers=headers).get_json()
		client.patch(other["id"], {"email": "nueva@example.com"})
		client.patch_path(
			f"/v1/customers/{other['id']}/profile",
			{"version": 0, "contacts": [{"channel": "phone", "value": "022501234"}]},
		)
		erase(client, wiring, other["id"])
		with database.open_session() as session:
			for table in ("customer", "customer_contact", "consent_change", "event", "idempotency",
				"audit_entry", "erasure", "rights_request"):  # fmt: skip
				rows = session.execute(text(f"SELECT t::text FROM {table} t")).scalars().all()
				found = " ".join(rows)
				assert [secret for secret in SECRETS if secret in found] == [], table
		assert client.get(f"/v1/customers/{other['id']}").status_code == 404
		assert client.get(f"/v1/customers/{customer['id']}").status_code == 200

	def test_it_is_over_only_when_every_holder_has_told(self, client: Api, wiring: Wiring) -> None:
		customer = client.register()
		begun = begin(client, customer["id"])
		assert begun["waiting_for"] == ["campaigns", "mailer", "risk_soap"]
		runner = make_runner(wiring, FakeRisk())
		assert end_erasures(runner) == 0
		receive(wiring, begun["id"], "campaigns")
		receive(wiring, begun["id"], "campaigns")
		assert end_erasures(runner) == 0
		receive(wiring, begun["id"], "mailer")
		assert (end_erasures(runner), end_erasures(runner)) == (1, 0)
		done = client.get(f"/v1/erasures/{begun['id']}").get_json()
		assert done["finished_at"]
		assert done["waiting_for"] == []
		assert {one["service"] for one in done["receipts"]} == {"campaigns", "mailer", "risk_soap"}

	def test_a_credit_risk_service_that_is_down_is_asked_again(
		self, client: Api, wiring: Wiring
	) -> None:
		begun = begin(client, client.register()["id"])
		receive(wiring, begun["id"], "campaigns")
		receive(wiring, begun["id"], "mailer")
		risk = FakeRisk(is_down=True)
		runner = make_runner(wiring, risk)
		assert end_erasures(runner) == 0
		risk.is_down = False
		assert end_erasures(runner) == 1
		assert risk.erased == [("cedula", "1710034065")]

	def test_one_that_failed_is_never_given_up_and_goes_on_when_told(
		self, client: Api, wiring: Wiring, database: Database
	) -> None:
		begun = begin(client, client.register()["id"])
		assert (begun["job"]["acts"], begun["job"]["total"]) == ([], 3)
		receive(wiring, begun["id"], "campaigns")
		receive(wiring, begun["id"], "mailer")
		runner, path = make_runner(wiring, FakeRisk()), f"/v1/erasures/{begun['id']}"
		with database.open_session() as session:
			session.execute(text("UPDATE erasure SET attempts = :most"), {"most": MOST_ATTEMPTS})
		assert end_erasures(runner) == 1, "it waits for its hour"
		failed = client.get(path).get_json()
		assert (failed["state"], failed["finished_at"]) == ("failed", None)
		assert (failed["job"]["error"], failed["job"]["acts"]) == (str(BROKEN), ["retry"])
		with database.open_session() as session:
			session.execute(text("UPDATE erasure SET not_before = now() - interval '1 second'"))
		assert runner.list_waiting() == [begun["id"]], "it goes on by itself"
		with database.open_session() as session:
			session.execute(text("UPDATE erasure SET not_before = now() + interval '1 hour'"))
		for act in ("cancel", "pause"):
			refused = client.post(f"{path}/actions", {"action": act})
			assert (refused.status_code, refused.get_json()["code"]) == (409, "bad_state")
		again = client.post(f"{path}/actions", {"action": "retry"}).get_json()
		assert (again["state"], again["job"]["error"]) == ("queued", None)
		assert end_erasures(runner) == 1
		ended = client.get(path).get_json()
		assert (ended["state"], ended["job"]["done"]) == ("done", 3)

	def test_meanwhile_the_customer_is_in_no_list_and_cannot_be_changed(
		self, client: Api, database: Database
	) -> None:
		customer = client.register()
		first, second = begin(client, customer["id"]), begin(client, customer["id"])
		assert first["id"] == second["id"]
		assert client.search("maria") == []
		answer = client.patch(customer["id"], {"name": "Otra"})
		assert (answer.status_code, answer.get_json()["code"]) == (409, "erasing")
		with database.open_session() as session:
			names = session.scalars(select(EventRow.name).order_by(EventRow.id)).all()
		assert names == ["consent_changed", "consent_changed", "erasure_requested"]

	def test_a_form_does_not_bring_the_person_back_unless_told_so(
		self, client: Api, wiring: Wiring
	) -> None:
		erase(client, wiring, client.register()["id"])
		ruc = {**FIELDS, "id_type": "ruc", "id_number": "1710034065001"}
		for fields in (FIELDS, ruc):
			answer = client.post("/v1/customers", fields)
			assert (answer.status_code, answer.get_json()["code"]) == (409, "erased_person")
		assert client.post("/v1/customers", {**FIELDS, "returns": True}).status_code == 201

	def test_an_import_does_not_bring_the_person_back(
		self, client: Api, wiring: Wiring, database: Database
	) -> None:
		erase(client, wiring, client.register()["id"])
		rows = (
			"tipo_identificacion,identificacion,nombre,telefono,correo\n"
			"cedula,1710034065,María Peña,0987654321,\n"
			"cedula,0926687856,Juan Vera,0991234567,maria.pena@example.com\n"
		)
		with wiring.database.open_session() as session:
			service = wiring.make_import_service(session)
			job = service.receive([rows.encode()], ImportMode.CREATE, "x.csv", ADMIN)
		wiring.import_runner.run(job.id)
		with database.open_session() as session:
			imported = wiring.make_import_service(session).list_rejected(job.id, ListQuery())
			query = text(
				"SELECT phone, email, warnings FROM customer WHERE id_number = '0926687856'"
			)
			kept = session.execute(query).all()
		assert [one.code for one in imported.items] == ["erased_person"]
		assert kept == [(None, None, ["erased_phone", "erased_email"])]

	def test_an_import_does_not_bring_the_person_s_contacts_as_further_ones(
		self, client: Api, wiring: Wiring, database: Database
	) -> None:
		erase(client, wiring, client.register()["id"])
		rows = (
			"tipo_identificacion,identificacion,nombre,otro_telefono,otro_correo\n"
			"cedula,0926687856,Juan Vera,0991234567,Maria.Pena@example.com\n"
		)
		with wiring.database.open_session() as session:
			service = wiring.make_import_service(session)
			job = service.receive([rows.encode()], ImportMode.CREATE, "x.csv", ADMIN)
		wiring.import_runner.run(job.id)
		with database.open_session() as session:
			assert session.scalar(text("SELECT count(*) FROM customer")) == 2
			assert session.scalar(text("SELECT count(*) FROM customer_contact")) == 0


ADMIN = Actor("staff:1", "Administración")
SECRETS = ("0926687856", "Rosa", "nueva@example.com", "+593991112222", "22501234")
OTHER = {
	"id_number": "0926687856", "name": "Rosa Vera Loor", "phone": "0991112222",
	"email": "rosa@example.com",
}  # fmt: skip


class FakeRisk:
	"""Stands for the client of the credit-risk service."""

	def __init__(self, *, is_down: bool = False) -> None:
		self.is_down = is_down
		self.erased: list[tuple[str, str]] = []

	def describe(self, id_type: str, id_number: str) -> SimpleNamespace:
		look = SimpleNamespace(
			at=datetime(2026, 11, 1, 12, tzinfo=UTC), consumer="campaigns",
			purpose="telemarketing", operation="identification", status="FOUND",
		)  # fmt: skip
		return SimpleNamespace(
			status="FOUND", level="LOW", score=700, asOf=date(2026, 10, 1), source="Central",
			access=[look],
		)  # fmt: skip

	def erase(self, id_type: str, id_number: str) -> bool:
		if self.is_down:
			raise Unavailable(say("No responde."), code="down")
		self.erased.append((id_type, id_number))
		return True


def begin(client: Api, customer_id: int):
	body = {"reason": "Lo pidió por escrito"}
	answer = client.post(f"/v1/customers/{customer_id}/erasure", body)
	assert answer.status_code == 202, answer.get_data(as_text=True)
	return answer.get_json()


def receive(wiring: Wiring, erasure_id: int, service: str) -> None:
	payload = ErasureDone(
		customer_id=1, erasure_id=erasure_id, service=Service(service), details={"rows": 1}
	)
	event = Event(
		event_id=uuid4(),
		cursor="1.1",
		name=EventName.ERASURE_DONE,
		payload=payload,
		happened_at=read_now(),
	)
	with wiring.database.open_session() as session:
		wiring.make_eraser(session).note_receipt(event)


def make_runner(wiring: Wiring, risk: FakeRisk) -> ErasureRunner:
	return ErasureRunner(wiring.database, wiring.make_eraser, risk)  # type: ignore[arg-type]


def end_erasures(runner: ErasureRunner) -> int:
	"""Go on with all that are open; return how many have come to their end."""
	before = len(runner.list_waiting())
	runner.sweep()
	return before - len(runner.list_waiting())


def erase(client: Api, wiring: Wiring, customer_id: int) -> None:
	begun = begin(client, customer_id)
	receive(wiring, begun["id"], "campaigns")
	receive(wiring, begun["id"], "mailer")
	assert end_erasures(make_runner(wiring, FakeRisk())) == 1


@pytest.fixture
def wiring(client: Api, database: Database, config: CustomersConfig):
	made = Wiring(config)
	yield made
	made.database.close()
