"""Whatever is asked within the contracts' shapes, the service never fails: no 5xx."""

from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from chasqui.kernel.auth import open_to_all
from customers.app.web import create_app
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.support.openapi import build_document
from tests.support.tokens import TokenMaker

PATH = "/v1/openapi.json"
EXAMPLES = 8
# An upload is no contract, and has its own tests with strange files.
SKIPPED = frozenset({"imports.receive_import"})


@pytest.mark.timeout(180)
class TestOpenApi:
	def test_the_document_names_every_route_and_its_words(self, config: CustomersConfig) -> None:
		document = build_document(create_app(config))
		assert {"get", "post"} <= document["paths"]["/v1/customers"].keys()
		asked = {one["name"] for one in document["paths"]["/v1/customers"]["get"]["parameters"]}
		assert {"q", "age_from", "custom", "cursor"} <= asked
		body = document["paths"]["/v1/bulk-jobs"]["post"]["requestBody"]
		assert body["content"]["application/json"]["schema"]["$ref"].endswith("/BulkRequest")

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
		document = build_document(app, skip=SKIPPED)

		@app.get(PATH)
		@open_to_all
		def show_document() -> dict[str, Any]:
			return document

		token = tokens.make_staff_token("customers", "administrator", "marketing_head")
		headers = {"Authorization": f"Bearer {token}"}
		schema = schemathesis.openapi.from_wsgi(PATH, app)
		failed: list[tuple[str, str, int]] = []
		for found in schema.get_all_operations():
			check_operation(found.ok(), headers, failed)
		assert failed == []
		assert app.database is not None
		app.database.close()


def check_operation(
	operation: Any, headers: dict[str, str], failed: list[tuple[str, str, int]]
) -> None:
	"""Ask an operation in many ways; gather the answers that are failures."""

	@settings(
		max_examples=EXAMPLES,
		deadline=timedelta(seconds=20),
		derandomize=True,
		database=None,
		phases=[Phase.generate],
		suppress_health_check=list(HealthCheck),
	)
	@given(case=operation.as_strategy())
	def ask(case: Any) -> None:
		answer = case.call(headers=headers)
		if answer.status_code >= 500:
			failed.append((operation.label, repr(case.body or case.query), answer.status_code))

	ask()
