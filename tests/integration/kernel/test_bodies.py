"""No service reads a long body, but the views that take uploads of signed-in people."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest

from chasqui.contracts.access import Role
from chasqui.kernel.web.app import WebApp
from chasqui.kernel.web.bodies import MAX_BODY_BYTES
from tests.support.tokens import TokenMaker

LONG = b"x" * (2 * MAX_BODY_BYTES)
CHUNKED = {"Transfer-Encoding": "chunked"}
UPLOADS = {
	"customers": {"POST /v1/imports", "POST /v1/items/1/pictures"},
	"campaigns": {"POST /v1/risk/reviews"},
	"mailer": {
		"POST /v1/designs", "POST /v1/design-files", "PATCH /v1/designs/1",
		"POST /v1/designs/1/files", "POST /v1/conversations", "POST /v1/conversations/1/mails",
	},
}  # fmt: skip


@pytest.fixture(params=UPLOADS)
def app(
	request: pytest.FixtureRequest,
	build: Callable[[str, str], WebApp],
	shared_database: Callable[[str], str],
) -> WebApp:
	return build(request.param, shared_database(request.param))


@pytest.mark.parametrize("length", [{"Content-Length": str(len(LONG))}, CHUNKED])
class TestBodies:
	def test_of_nobody_a_long_body_is_read(self, app: WebApp, length: dict[str, str]) -> None:
		for method, path in list_views(app):
			status, read = send(app, method, path, length)
			assert status in (401, 413), path
			assert read == 0, path

	def test_signed_in_people_upload_to_few_views(
		self, app: WebApp, tokens: TokenMaker, length: dict[str, str]
	) -> None:
		token = tokens.make_staff_token(app.service, *Role)
		headers = {"Authorization": f"Bearer {token}", **length}
		views = {f"{method} {path}": (method, path) for method, path in list_views(app)}
		answers = {name: send(app, *view, headers) for name, view in views.items()}
		refused = {name for name, (status, _read) in answers.items() if status in (403, 413)}
		assert answers.keys() - refused == UPLOADS[app.service]
		assert not any(answers[name][1] for name in refused)


def list_views(app: WebApp) -> list[tuple[str, str]]:
	"""Return method and path of whatever takes a body."""
	return [
		(method, re.sub(r"<[^>]+>", "1", rule.rule))
		for rule in app.url_map.iter_rules()
		for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
	]


def send(app: WebApp, method: str, path: str, headers: dict[str, str]) -> tuple[int, int]:
	"""Return the status of a request with a long body, and how many bytes of it were read."""
	body = BytesIO(LONG)
	answer = app.test_client().open(path, method=method, headers=headers, input_stream=body)
	return answer.status_code, body.tell()
