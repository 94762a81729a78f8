"""Who sees what is not on sale yet."""

import pytest

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission, Role
from chasqui.kernel.clock import read_today
from customers.config import CustomersConfig
from tests.integration.customers.catalogue.test_catalogue import Shop
from tests.integration.customers.doors import Api


class TestDrafts:
	@pytest.mark.parametrize("role", Role)
	def test_a_draft_is_seen_by_who_may_write(
		self, client: Api, config: CustomersConfig, role: Role
	) -> None:
		may = ROLE_PERMISSIONS[role]
		if Permission.CATALOGUE_READ not in may:
			assert client.get("/v1/items", role=role).status_code == 403
			return
		shop = Shop(client, read_today(config.zone))
		draft, _sold = shop.add(), shop.sell()
		writes = Permission.CATALOGUE_WRITE in may
		seen = 2 if writes else 1
		assert len(client.get("/v1/items", role=role).get_json()["items"]) == seen
		facets = client.get("/v1/items/facets", role=role).get_json()
		assert facets["total"] == sum(one["items"] for one in facets["state"]) == seen
		lines = client.get("/v1/items/report", role=role).get_json()["lines"]
		assert sum(line["draft"] for line in lines) == (1 if writes else 0)
		for path in ("", "/prices", "/stock"):
			answer = client.get(f"/v1/items/{draft['id']}{path}", role=role)
			assert answer.status_code == (200 if writes else 404)
