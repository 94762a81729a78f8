"""An advisor sees the customers that are theirs, their identification masked (R44, R47)."""

from typing import Any

import pytest

from chasqui.contracts.access import Role, list_permissions
from chasqui.contracts.masking import mask_identity, sees_identity
from chasqui.kernel.data.database import Database
from customers.app.web import create_app
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api, assign_advisor
from tests.support.advisor_walk import list_open_views
from tests.support.tokens import TokenMaker

ADVISOR = "staff:7"


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> set[tuple[int, int]]:
	"""Whom campaigns says an advisor has to call: pairs of staff and customer."""
	pairs: set[tuple[int, int]] = set()
	monkeypatch.setattr(
		"customers.people.wiring.ask_sibling",
		lambda _client, _endpoint: lambda staff, customer: (staff, customer) in pairs,
	)
	return pairs


@pytest.mark.covers("R44")
class TestAdvisors:
	def test_nobody_else_s_customer_is_there_in_any_view(
		self, client: Api, config: CustomersConfig, tokens: TokenMaker, called: set[Any]
	) -> None:
		customer = client.register()
		app = create_app(config)
		token = tokens.make_staff_token("customers", "advisor", subject=ADVISOR)
		assert list_open_views(app, token, customer["id"]) == []
		assert app.database is not None
		app.database.close()

	def test_an_assigned_customer_is_seen_masked_and_shown_on_request(
		self, client: Api, database: Database, called: set[Any]
	) -> None:
		customer = client.register()
		assign_advisor(database, customer["id"], 7)
		check_masked(client, customer)

	def test_a_customer_to_call_is_seen_masked(self, client: Api, called: set[Any]) -> None:
		customer = client.register()
		called.add((7, customer["id"]))
		check_masked(client, customer)

	def test_who_has_another_role_too_sees_everybody(self, client: Api, called: set[Any]) -> None:
		customer = client.register()
		assert (
			client.get(f"/v1/customers/{customer['id']}", role="marketing_head").status_code == 200
		)

	@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADVISOR])
	def test_only_who_may_correct_an_identification_sees_it_unasked(
		self, client: Api, called: set[Any], role: Role
	) -> None:
		customer = client.register()
		path, number = f"/v1/customers/{customer['id']}", customer["id_number"]
		expected = number if sees_identity(list_permissions([role])) else mask_identity(number)
		assert (expected == number) is (role in (Role.ADMINISTRATOR, Role.ACCOUNT_MANAGER))
		file = client.get(f"{path}/file", role=role).get_json()["customer"]
		[listed] = client.get(f"/v1/customers?q={number}", role=role).get_json()["items"]
		one = client.get(path, role=role).get_json()
		assert {one["id_number"], file["id_number"], listed["id_number"]} == {expected}
		shown = client.post(f"{path}/identity", {}, role=role).get_json()
		assert shown["id_number"] == number
		entries = client.get(f"/v1/audit?customer_id={customer['id']}").get_json()["items"]
		assert entries[0]["action"] == "revealed"

	def test_names_for_other_lists_never_carry_the_number(
		self, client: Api, called: set[Any]
	) -> None:
		customer = client.register()
		path = f"/v1/customers/names?ids={customer['id']}&ids=999999"
		[named] = client.get(path, role="supervisor").get_json()["items"]
		masked = mask_identity(customer["id_number"])
		assert named == {"id": customer["id"], "name": customer["name"], "masked_id": masked}
		client.delete(customer["id"])
		assert len(client.get(path).get_json()["items"]) == 1  # archived, and still somebody
		assert client.get(path, role="advisor", subject=ADVISOR).status_code == 403

	def test_a_look_at_the_profile_is_written_down(self, client: Api, called: set[Any]) -> None:
		customer = client.register()
		client.get(f"/v1/customers/{customer['id']}/profile", role="marketing_head")
		entries = client.get(f"/v1/audit?customer_id={customer['id']}").get_json()["items"]
		assert (entries[0]["action"], entries[0]["details"]) == ("seen", {"what": "profile"})

	def test_a_sibling_is_told_of_the_assigned_only(
		self, client: Api, database: Database, config: CustomersConfig, tokens: TokenMaker
	) -> None:
		customer = client.register()
		path = f"/v1/customers/{customer['id']}/advisors/7"
		assert client.get(path).status_code == 403
		token = tokens.make_service_token("customers", ["advisors:read"])
		app = create_app(config)
		signed = {"Authorization": f"Bearer {token}"}
		assert app.test_client().get(path, headers=signed).json == {"is_theirs": False}
		assign_advisor(database, customer["id"], 7)
		assert app.test_client().get(path, headers=signed).json == {"is_theirs": True}
		assert app.database is not None
		app.database.close()


def check_masked(client: Api, customer: dict[str, Any]) -> None:
	path = f"/v1/customers/{customer['id']}"
	number = customer["id_number"]
	masked = f"{number[:2]}{'*' * (len(number) - 4)}{number[-2:]}"
	seen = client.get(path, role="advisor", subject=ADVISOR).get_json()
	file = client.get(f"{path}/file", role="advisor", subject=ADVISOR)
	assert seen["id_number"] == file.get_json()["customer"]["id_number"] == masked
	assert number not in file.get_data(as_text=True)
	shown = client.post(f"{path}/identity", {}, role="advisor", subject=ADVISOR).get_json()
	assert shown["id_number"] == number
	entries = client.get(f"/v1/audit?customer_id={customer['id']}").get_json()["items"]
	assert (entries[0]["action"], entries[0]["actor"]) == ("revealed", ADVISOR)
