"""Every web process of the suite stands behind the edge: found, not listed."""

import socket
from collections.abc import Callable, Iterator
from http import HTTPStatus

import httpx
import pytest
from werkzeug.exceptions import HTTPException

from chasqui.contracts.access import Role, Scope
from chasqui.kernel.web.app import WebApp
from chasqui.stack.places import REPOSITORY
from chasqui.stack.plan import WEB_SERVICES, WORKERS
from tests.architecture.source import list_files
from tests.support.portal_walk import PortalWalk
from tests.support.portal_world import open_portal
from tests.support.processes import ServiceProcesses, run_services
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker

MAILBOX = "mailbox"
SERVICES = REPOSITORY / "services"
DOORS = sorted(
	path.relative_to(SERVICES).parts[0]
	for path in list_files("services")
	if "def create_app(" in path.read_text("utf-8")
)
PATHS = ("/", "/v1/customers", "/ingreso", "/static/app.css", "/?wsdl", "/metrics", "/readyz")


@pytest.fixture(scope="module")
def processes(
	servers: TestServers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceProcesses]:
	with run_services(servers, tmp_path_factory.mktemp("edge"), *WORKERS) as running:
		running.start(*(f"{service}-web" for service in WEB_SERVICES))
		running.supervisor.start(running.plan().build_mailbox())
		running.supervisor.wait_ready([MAILBOX], 30)
		yield running


def test_all_services_that_have_an_app_are_tried() -> None:
	assert set(DOORS) == set(WEB_SERVICES)


@pytest.mark.parametrize("service", [*DOORS, MAILBOX])
class TestHosts:
	@pytest.mark.parametrize("path", PATHS)
	@pytest.mark.parametrize("method", ["GET", "POST"])
	def test_a_foreign_name_reaches_no_app(
		self, processes: ServiceProcesses, service: str, path: str, method: str
	) -> None:
		url = processes.build_url(service) + path
		answer = httpx.request(method, url, headers={"Host": "evil.example"})
		assert answer.status_code == HTTPStatus.MISDIRECTED_REQUEST
		assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
		assert answer.headers["Cache-Control"] == "no-store"
		assert "no atiende ese nombre" in answer.text
		assert "evil" not in answer.text

	@pytest.mark.parametrize("head", [b"HTTP/1.1\r\n", b"HTTP/1.1\r\nHost: a@b\r\n"])
	def test_a_request_for_nobody_is_bad(
		self, processes: ServiceProcesses, service: str, head: bytes
	) -> None:
		with socket.create_connection(("127.0.0.1", processes.ports[service]), 5) as connection:
			connection.sendall(b"GET /v1/customers " + head + b"\r\n")
			assert connection.recv(12).split()[1] == b"400"

	def test_its_own_name_is_answered_and_nobody_keeps_it(
		self, processes: ServiceProcesses, service: str
	) -> None:
		path = "/api/mails" if service == MAILBOX else "/readyz"
		for host in ("localhost", f"127.0.0.1:{processes.ports[service]}"):
			answer = httpx.get(processes.build_url(service) + path, headers={"Host": host})
			assert answer.status_code == HTTPStatus.OK
			assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("service", DOORS)
class TestProbes:
	def test_a_supervisor_asks_by_an_address(
		self, processes: ServiceProcesses, service: str
	) -> None:
		url = processes.build_url(service)
		for path in ("/healthz", "/readyz", "/metrics"):
			assert httpx.get(url + path, headers={"Host": "10.1.2.3:8000"}).status_code == 200


class TestKeeping:
	@pytest.mark.parametrize("service", WORKERS)
	def test_no_answer_of_any_route_is_kept(
		self,
		build: Callable[[str, str], WebApp],
		make_database: Callable[[str], str],
		tokens: TokenMaker,
		service: str,
	) -> None:
		app = build(service, make_database(service))
		client = app.test_client()
		kinds = (
			tokens.make_staff_token(service, *Role),
			tokens.make_service_token(service, [scope.value for scope in Scope]),
		)
		statuses = []
		for method, path in list_routes(app):
			for token in kinds:
				headers = {"Authorization": f"Bearer {token}"}
				answer = client.open(path, method=method, headers=headers)
				answer.get_data()
				assert answer.headers.getlist("Cache-Control") == ["no-store"], (method, path)
				statuses.append(answer.status_code)
		assert statuses.count(200) >= 5

	def test_no_page_of_the_portal_is_kept_and_built_files_are(self) -> None:
		with open_portal() as portal:
			visitor = portal.open("jefa")
			pages = PortalWalk(portal, "jefa").list_pages()
			for page in pages:
				said = visitor.get(page).headers.getlist("Cache-Control")
				assert said == ["no-store"], page
			assert len(pages) > 50
			style = visitor.get("/").text.split('<link rel="stylesheet" href="')[1].split('"')[0]
			assert "immutable" in visitor.get(style).headers["Cache-Control"]

	def test_the_mailbox_keeps_its_styles_only(self, processes: ServiceProcesses) -> None:
		url = processes.build_url(MAILBOX)
		page = httpx.get(url)
		assert page.headers["Cache-Control"] == "no-store"
		style = page.text.split('<link rel="stylesheet" href="')[1].split('"')[0]
		assert "public" in httpx.get(url + style).headers["Cache-Control"]


def list_routes(app: WebApp) -> Iterator[tuple[str, str]]:
	"""Yield every method and address of an app, with 1 for whatever stands in the address."""
	adapter = app.url_map.bind("localhost")
	for rule in app.url_map.iter_rules():
		for method in sorted(rule.methods or ()):
			try:
				yield method, adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
			except (ValueError, TypeError, HTTPException):
				continue
