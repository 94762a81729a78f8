"""A null character, which no text of PostgreSQL holds, is refused before an answer has begun."""

from collections.abc import Callable

import pytest

from chasqui.contracts.access import Role
from chasqui.kernel.web.app import WebApp
from chasqui.kernel.web.openapi import build_document
from tests.integration.kernel.conftest import SERVICES
from tests.support.tokens import TokenMaker


@pytest.mark.parametrize("service", SERVICES)
def test_no_filter_takes_one(
	build: Callable[[str, str], WebApp],
	shared_database: Callable[[str], str],
	tokens: TokenMaker,
	service: str,
) -> None:
	app = build(service, shared_database(service))
	headers = {"Authorization": f"Bearer {tokens.make_staff_token(service, *Role)}"}
	asked = [
		(path.format_map(Ones()), parameter["name"])
		for path, operations in build_document(app)["paths"].items()
		for parameter in operations.get("get", {}).get("parameters", [])
		if parameter["in"] == "query"
	]
	assert asked
	for path, name in asked:
		answer = app.test_client().get(path, query_string={name: "a\0b"}, headers=headers)
		answer.get_data()
		assert answer.status_code in (403, 404, 422), (path, name)


class Ones(dict[str, int]):
	"""1 for whatever stands in an address."""

	def __missing__(self, _name: str) -> int:
		return 1
