"""Whatever is asked within the contracts' shapes, the service never fails: no 5xx."""

import pytest

from chasqui.kernel.web.openapi import build_document
from customers.app.web import create_app
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.support.openapi_walk import list_failures, list_unversioned
from tests.support.tokens import TokenMaker


@pytest.mark.timeout(7200)
class TestOpenApi:
	def test_the_document_names_every_route_and_its_words(self, config: CustomersConfig) -> None:
		document = build_document(create_app(config))
		assert {"get", "post"} <= document["paths"]["/v1/customers"].keys()
		asked = {one["name"] for one in document["paths"]["/v1/customers"]["get"]["parameters"]}
		assert {"q", "age_from", "custom", "cursor"} <= asked
		body = document["paths"]["/v1/bulk-jobs"]["post"]["requestBody"]
		assert body["content"]["application/json"]["schema"]["$ref"].endswith("/BulkRequest")

	def test_every_change_of_a_record_carries_its_version(self, config: CustomersConfig) -> None:
		assert list_unversioned(build_document(create_app(config))) == []

	def test_what_the_database_cannot_hold_is_refused(self, client: Api) -> None:
		assert client.get(f"/v1/customers/{10**30}").status_code == 422
		assert client.post(f"/v1/customers/{10**30}/restore", {}).status_code == 422
		made = client.register()
		answer = client.patch(made["id"], {"address": "Calle \u0000"})
		assert answer.status_code == 422

	@pytest.mark.covers("M15")
	def test_no_request_of_the_right_shape_makes_it_fail(
		self, config: CustomersConfig, tokens: TokenMaker
	) -> None:
		app = create_app(config)
		token = tokens.make_staff_token("customers", "administrator", "marketing_head")
		assert list_failures(app, token) == []
		assert app.database is not None
		app.database.close()
