"""A customer's file in one answer, as much of it as each role may see; the audit as a file."""

import pytest

from chasqui.contracts.customers.audit import AuditEntry
from chasqui.kernel.data.database import Database
from tests.integration.customers.doors import Api, assign_advisor


class TestFile:
	@pytest.mark.covers("R9")
	def test_an_administrator_gets_everything_at_once(self, client: Api) -> None:
		customer = client.register()
		path = f"/v1/customers/{customer['id']}"
		client.patch(customer["id"], {"consent_phone": False, "name": "Otra María"})
		client.patch_path(f"{path}/profile", {"version": 0, "tags": ["VIP"]})
		request = {"kind": "access", "requester": "La misma", "channel": "correo"}
		client.post("/v1/rights-requests", {**request, "customer_id": customer["id"]})
		file = client.get(f"{path}/file").get_json()
		assert file["customer"]["name"] == "Otra María"
		assert file["profile"]["tags"] == ["VIP"]
		assert file["consents"][0]["channel"] == "phone"
		assert [one["action"] for one in file["changes"]] == ["changed", "changed", "registered"]
		assert file["audit"][0]["action"] == "seen"
		assert [one["kind"] for one in file["requests"]] == ["access"]
		assert (file["merges"], file["erasure"]) == ([], None)

	def test_each_role_gets_its_share(self, client: Api, database: Database) -> None:
		customer_id = client.register()["id"]
		assign_advisor(database, customer_id, 1)
		path = f"/v1/customers/{customer_id}/file"
		head = client.get(path, role="marketing_head").get_json()
		assert head["consents"] is not None
		assert head["changes"] is not None
		assert (head["audit"], head["requests"]) == (None, None)
		advisor = client.get(path, role="advisor").get_json()
		hidden = ("consents", "changes", "audit", "requests", "merges", "erasure")
		assert [advisor[name] for name in hidden] == [None] * len(hidden)

	def test_an_erasure_under_way_is_told(self, client: Api) -> None:
		path = f"/v1/customers/{client.register()['id']}"
		client.post(f"{path}/erasure", {"reason": "La persona lo pidió"})
		erasure = client.get(f"{path}/file").get_json()["erasure"]
		assert erasure["waiting_for"] == ["campaigns", "mailer", "risk_soap"]

	def test_nobody_is_there(self, client: Api) -> None:
		assert client.get("/v1/customers/99/file").status_code == 404


class TestRequest:
	def test_one_request_is_read_by_its_number(self, client: Api) -> None:
		body = {"kind": "access", "requester": "Alguien", "channel": "correo"}
		made = client.post("/v1/rights-requests", body).get_json()
		path = f"/v1/rights-requests/{made['id']}"
		assert client.get(path).get_json() == made
		assert client.get("/v1/rights-requests/99").status_code == 404


class TestAuditReport:
	@pytest.mark.covers("R44")
	def test_it_has_every_entry_and_is_itself_an_entry(self, client: Api) -> None:
		customer = client.register()
		client.get(f"/v1/customers/{customer['id']}")
		answer = client.get(f"/v1/audit.jsonl?customer_id={customer['id']}")
		entries = [AuditEntry.model_validate_json(line) for line in answer.text.splitlines()]
		assert [one.action.value for one in entries] == ["seen", "registered"]
		assert {one.customer_id for one in entries} == {customer["id"]}
		newest = client.get("/v1/audit").get_json()["items"][0]
		assert newest["details"] == {"what": "audit", "fields": ["customer_id"]}

	def test_only_administrators_take_it_out(self, client: Api) -> None:
		assert client.get("/v1/audit.jsonl", role="marketing_head").status_code == 403

	def test_a_list_of_the_portal_that_leaves_is_an_entry(self, client: Api) -> None:
		note = {"name": "campanas", "fields": ["phase", "q"]}
		answer = client.post("/v1/audit/exports", note, role="marketing_head")
		assert answer.status_code == 204
		[entry] = client.get("/v1/audit?action=exported").get_json()["items"]
		assert entry["details"] == {"what": "list", "list": "campanas", "fields": ["phase", "q"]}
		wrong = client.post("/v1/audit/exports", {**note, "name": "María Pérez"})
		assert wrong.status_code == 422
