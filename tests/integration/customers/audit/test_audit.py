"""Who saw and changed what: written down, shown, and kept from being changed."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.data.database import Database
from customers.audit.repositories import AuditRepository
from customers.audit.use_cases import Auditor
from tests.integration.customers.doors import Api, assign_advisor


class TestAudit:
	def test_it_tells_who_registered_saw_changed_and_archived(
		self, client: Api, database: Database
	) -> None:
		customer = client.register()
		assign_advisor(database, customer["id"], 1)
		path = f"/v1/customers/{customer['id']}"
		client.get(path, role="advisor")
		patch = {"version": customer["version"], "name": "María Peña", "consent_email": False}
		client.patch(customer["id"], patch)
		client.delete(customer["id"])
		entries = read_audit(client, f"customer_id={customer['id']}")
		assert [one["action"] for one in entries] == ["archived", "changed", "seen", "registered"]
		assert entries[1]["details"] == {"fields": ["consent_email", "name"]}
		assert {one["actor"] for one in entries} == {"staff:1"}
		assert {one["actor_name"] for one in entries} == {"Persona de prueba"}

	def test_a_change_that_changes_nothing_is_none(self, client: Api) -> None:
		customer = client.register()
		client.patch(customer["id"], {"name": customer["name"], "consent_email": True})
		entries = read_audit(client, "action=changed")
		assert entries == []

	def test_a_search_is_told_by_its_filters_without_their_values(self, client: Api) -> None:
		client.register()
		client.search("1710034065")
		entry = read_audit(client, "action=searched")[0]
		assert entry["details"] == {"fields": ["q"], "rows": 1}

	def test_it_is_searched_by_actor_action_and_time(self, client: Api) -> None:
		customer = client.register()
		day = read_now().date()
		assert read_audit(client, "actor=staff:2") == []
		since = f"action=registered&since={day - timedelta(days=1)}T00:00:00Z"
		assert [one["customer_id"] for one in read_audit(client, since)] == [customer["id"]]
		assert read_audit(client, f"until={day - timedelta(days=1)}T00:00:00Z") == []

	def test_pages_follow_each_other_from_the_newest(self, client: Api) -> None:
		for number in range(5):
			client.register(id_type="passport", id_number=f"AB{number}")
		first = client.get("/v1/audit?limit=3").get_json()
		second = client.get(f"/v1/audit?limit=3&cursor={first['next_cursor']}").get_json()
		ids = [one["id"] for one in first["items"] + second["items"]]
		assert ids == sorted(ids, reverse=True)
		assert len(ids) == 5

	@pytest.mark.parametrize("role", ["marketing_head", "advisor"])
	def test_only_administrators_read_it(self, client: Api, role: str) -> None:
		assert client.get("/v1/audit", role=role).status_code == 403

	@pytest.mark.parametrize(
		"statement",
		["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"],
	)
	def test_nobody_changes_or_deletes_an_entry(
		self, client: Api, database: Database, statement: str
	) -> None:
		client.register()
		with (
			pytest.raises(ProgrammingError, match="append-only"),
			database.open_session() as session,
		):
			session.execute(text(statement))

	def test_only_its_retention_forgets(self, client: Api, database: Database) -> None:
		client.register()
		assert delete_old(database) == 0
		with freeze_clock(read_now() + timedelta(days=31)):
			assert delete_old(database) == 1
		assert read_audit(client, "") == []


def read_audit(client: Api, query: str):
	answer = client.get(f"/v1/audit?{query}")
	assert answer.status_code == 200, answer.get_data(as_text=True)
	return answer.get_json()["items"]


def delete_old(database: Database) -> int:
	with database.open_session() as session:
		return Auditor(AuditRepository(session), retention_days=30).delete_old()
