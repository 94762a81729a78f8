"""A merge joins persons, not rows: what points to either record stays with the one that stands."""

import pytest
from sqlalchemy import select, text

from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.data.database import Database
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.tables import EventRow
from tests.integration.customers.doors import Api
from tests.integration.customers.quality.test_duplicates import add, list_faulty, merge, read
from tests.support.events import hand_event

BOUNCED = "2026-10-01T12:00:00Z"


class TestConsents:
	def test_a_permission_that_only_one_record_has_goes_along(self, client: Api) -> None:
		kept = add(client, 0, email="a@example.com", consent_email=False, consent_phone=False)
		merged = add(client, 1, email="b@example.com", consent_phone=False)
		made = merge(client, kept, merged, [])
		assert read(client, kept)[0]["consent_email"] is True
		undo(client, made)
		assert read(client, kept)[0]["consent_email"] is False

	def test_a_withdrawal_holds_even_where_nobody_had_asked_before(
		self, client: Api, database: Database
	) -> None:
		kept, merged = add(client, 0, consent_email=False), add(client, 1)
		client.patch(merged["id"], {"consent_email": False})
		merge(client, kept, merged, [])
		query = "SELECT email_withdrawn_at IS NOT NULL FROM customer WHERE id = :id"
		assert ask(database, query, id=kept["id"]) == [(True,)]

	def test_undone_a_withdrawal_of_the_other_record_is_no_longer_ones_own(
		self, client: Api
	) -> None:
		kept, merged = add(client, 0), add(client, 1)
		client.patch(merged["id"], {"consent_phone": False})
		made = merge(client, kept, merged, [])
		assert read(client, kept)[0]["consent_phone"] is False
		undo(client, made)
		assert read(client, kept)[0]["consent_phone"] is True
		assert read(client, merged)[0]["consent_phone"] is False

	def test_what_is_told_of_the_merged_record_holds_for_the_one_that_stands(
		self, client: Api, wiring: Wiring
	) -> None:
		kept, merged = add(client, 0, phone="0991112222"), add(client, 1, phone="0993334444")
		merge(client, kept, merged, [])
		tell(wiring, EventName.CONTACT_OBJECTED, customer_id=merged["id"], channel="phone")
		assert read(client, kept)[0]["consent_phone"] is False


class TestFacts:
	def test_faults_go_along_with_an_address_and_the_last_contact_is_the_latest(
		self, client: Api, database: Database
	) -> None:
		kept, merged = add(client, 0), add(client, 1, email="b@example.com")
		change = "UPDATE customer SET email_bounced_at = :at, last_contact_at = :at WHERE id = :id"
		run(database, change, at=BOUNCED, id=merged["id"])
		made = merge(client, kept, merged, [])
		now = read(client, kept)[0]
		assert (now["email"], now["last_contact_at"]) == ("b@example.com", BOUNCED)
		assert list_faulty(client, "bounced_email") == [kept["id"]]
		undo(client, made)
		assert read(client, kept)[0]["last_contact_at"] is None

	def test_the_advisor_of_the_merged_record_takes_care_of_the_person(self, client: Api) -> None:
		kept, merged = add(client, 0), add(client, 1)
		rosa = {"id": 7, "name": "Rosa Vera"}
		asked = {"action": "assign", "filters": {"ids": [merged["id"]]}, "expected": 1}
		assert client.post("/v1/bulk-jobs", {**asked, "advisor": rosa}).status_code == 202
		made = merge(client, kept, merged, [])
		path = f"/v1/customers/{kept['id']}/file"
		assert client.get(path).get_json()["advisor"] == rosa
		undo(client, made)
		assert client.get(path).get_json()["advisor"] is None

	def test_an_archived_record_is_archived_again(self, client: Api) -> None:
		kept, merged = add(client, 0), add(client, 1)
		client.delete(merged["id"])
		undo(client, merge(client, kept, merged, []))
		assert read(client, merged)[0]["archived_at"]

	def test_changes_are_made_in_the_record_that_stands(self, client: Api) -> None:
		kept, merged = add(client, 0), add(client, 1)
		merge(client, kept, merged, [])
		path = f"/v1/customers/{merged['id']}"
		for tried in (path, f"{path}/profile"):
			answer = client.patch_path(
				tried, {"version": 0, "tags": []} if "prof" in tried else {"version": "00"}
			)
			assert (answer.status_code, answer.get_json()["code"]) == (409, "merged")

	def test_a_later_merge_is_taken_back_first(self, client: Api) -> None:
		first, second, third = (add(client, number) for number in range(3))
		made = merge(client, second, first, [])
		later = merge(client, third, second, [])
		answer = client.post(f"/v1/merges/{made['id']}/undoing", {})
		assert (answer.status_code, answer.get_json()["code"]) == (409, "merged_since")
		undo(client, later)
		undo(client, made)
		assert read(client, first)[0]["merged_into"] is None

	def test_the_others_are_told_how_the_person_is_reached_now(
		self, client: Api, database: Database
	) -> None:
		kept, merged = add(client, 0, phone="0991112222"), add(client, 1, email="b@example.com")
		merge(client, kept, merged, [])
		with database.open_session() as session:
			query = select(EventRow.payload).where(EventRow.name == "customers_merged")
			told = session.scalars(query).one()
		assert told == {
			"kept_id": kept["id"], "merged_id": merged["id"], "email": "b@example.com",
			"phone": "+593991112222", "may_email": True, "may_phone": True,
		}  # fmt: skip


class TestRights:
	@pytest.mark.covers("R9", "R44")
	def test_the_file_and_the_holdings_have_what_both_records_had(self, client: Api) -> None:
		kept, merged = add(client, 0), add(client, 1, name="Rosa Vera")
		client.patch(merged["id"], {"consent_phone": False})
		request = {
			"kind": "access",
			"customer_id": merged["id"],
			"requester": "Rosa Vera",
			"channel": "ventanilla",
		}
		assert client.post("/v1/rights-requests", request).status_code == 201
		merge(client, kept, merged, [])
		path = f"/v1/customers/{kept['id']}"
		file = client.get(f"{path}/file").get_json()
		assert [one["granted"] for one in file["consents"]] == [False, False, *[True] * 4]
		assert [one["requester"] for one in file["requests"]] == ["Rosa Vera"]
		assert [one["action"] for one in file["changes"]].count("registered") == 2
		assert "Rosa Vera" in client.get(f"{path}/holdings").get_data(as_text=True)
		proofs = client.get(f"{path}/consents").get_json()["items"]
		assert len(proofs) == 4

	@pytest.mark.covers("R44")
	def test_a_person_is_erased_with_all_their_records(
		self, client: Api, database: Database
	) -> None:
		first, second, third = (add(client, number) for number in range(3))
		merge(client, second, first, [])
		merge(client, third, second, [])
		reason = {"reason": "Lo pidió por escrito"}
		refused = client.post(f"/v1/customers/{first['id']}/erasure", reason)
		assert (refused.status_code, refused.get_json()["code"]) == (409, "merged")
		client.post(f"/v1/customers/{third['id']}/erasure", reason)
		erasing = ask(database, "SELECT id FROM customer WHERE erasing_at IS NOT NULL ORDER BY id")
		assert erasing == [(first["id"],), (second["id"],), (third["id"],)]
		orders = ask(
			database,
			"SELECT (payload ->> 'customer_id')::bigint FROM event"
			" WHERE name = 'erasure_requested' ORDER BY 1",
		)
		assert orders == erasing


def undo(client: Api, made: dict[str, int]) -> None:
	assert client.post(f"/v1/merges/{made['id']}/undoing", {}).status_code == 200


def run(database: Database, statement: str, **values: object) -> None:
	with database.open_session() as session:
		session.execute(text(statement), values)


def ask(database: Database, query: str, **values: object) -> list[tuple[object, ...]]:
	with database.open_session() as session:
		return [tuple(row) for row in session.execute(text(query), values)]


def tell(wiring: Wiring, name: EventName, **payload: object) -> None:
	subscriptions = wiring.list_subscriptions()
	with wiring.database.open_session() as session:
		hand_event(session, subscriptions, name, payload)


@pytest.fixture
def wiring(client: Api, database: Database, config: CustomersConfig):
	made = Wiring(config)
	yield made
	made.database.close()
