"""What runs on one machine: ports, addresses, and the environment and command of each child."""

import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from chasqui.stack.places import find_free_port, is_free
from chasqui.stack.processes import ChildSpec
from chasqui.stack.secrets import describe_consumers

DEFAULT_PORT_BASE = 8000
PORT_SECONDS = 5.0
WEB_SERVICES = ("customers", "campaigns", "mailer", "risk_soap", "portal")
WORKERS = ("customers", "campaigns", "mailer")
DATABASES = WORKERS
PORTS = ("portal", "customers", "campaigns", "mailer", "risk_soap", "mailbox", "smtp", "inbound")
FACTORIES = {"portal": "portal.app:create_app()"}
OWN_SERVERS = {"risk_soap": "risk_soap.app.server"}
LOCAL_REPLY_ADDRESS = "respuestas@mail.example.com"
SECRET_PART = "_client"  # noqa: S105 - the end of a name


@dataclass(frozen=True)
class Addresses:
	"""Where things are. `ports` has a port for each name of `PORTS`."""

	ports: dict[str, int]
	database_urls: dict[str, str]
	broker_url: str
	redis_url: str
	smtp_url: str
	is_local_mailbox: bool

	def build_url(self, name: str) -> str:
		return f"http://127.0.0.1:{self.ports[name]}"


class PortTaken(RuntimeError):
	"""A port that was asked for is somebody else's."""


def choose_ports(base: int | None) -> dict[str, int]:
	"""Return a port for each name: those from `base` upwards, or without it any free ones.

	:raises PortTaken: somebody listens at one that was asked for, also after `PORT_SECONDS`: so
		long may those of a suite that was killed take to end
	"""
	if base is None:
		numbered = enumerate(PORTS, DEFAULT_PORT_BASE)
		return {name: find_free_port(number) for number, name in numbered}
	ports = {name: base + number for number, name in enumerate(PORTS)}
	deadline = time.monotonic() + PORT_SECONDS
	while taken := [name for name, port in ports.items() if not is_free(port)]:
		if time.monotonic() > deadline:
			ports_taken = ", ".join(f"{ports[name]} ({name})" for name in taken)
			raise PortTaken(
				f"Otro programa ya usa estos puertos: {ports_taken}. Elija otro --port-base."
			)
		time.sleep(0.1)
	return ports


def list_web_command(service: str) -> list[str]:
	"""Return the module that serves a service's pages, and its arguments."""
	if service in OWN_SERVERS:
		return [OWN_SERVERS[service]]
	factory = FACTORIES.get(service, f"{service}.app.web:create_app()")
	return ["gunicorn", "-c", "python:chasqui.kernel.server.settings", factory]


class SuitePlan:
	"""Makes the children of the suite out of addresses and secrets."""

	def __init__(self, var: Path, addresses: Addresses, secrets: dict[str, str]) -> None:
		self._var = var
		self._addresses = addresses
		self._secrets = secrets

	def build_environment(self, service: str) -> dict[str, str]:
		"""Return what one service is given: its own database and secrets, nobody else's."""
		place = self._addresses
		shared = {
			"CHASQUI_ENVIRONMENT": "development",
			"CHASQUI_PUBLIC_URL": place.build_url("portal"),
			"CHASQUI_JWKS_FILE": str(self._var / "keys" / "public.json"),
			"CHASQUI_CUSTOMERS_URL": place.build_url("customers"),
			"CHASQUI_CAMPAIGNS_URL": place.build_url("campaigns"),
			"CHASQUI_MAILER_URL": place.build_url("mailer"),
			"CHASQUI_RISK_URL": place.build_url("risk_soap"),
			"CHASQUI_BROKER_URL": place.broker_url,
			"CHASQUI_REDIS_URL": place.redis_url,
			"CHASQUI_DATA_DIR": str(self._var / "data"),
			"PYTHONUNBUFFERED": "1",
		}
		if service in place.database_urls:
			shared["CHASQUI_DATABASE_URL"] = place.database_urls[service]
		if f"{service}{SECRET_PART}" in self._secrets:
			shared["CHASQUI_CLIENT_SECRET"] = self._secrets[f"{service}{SECRET_PART}"]
		return {**shared, **self._build_own(service)}

	def build_web(self, service: str) -> ChildSpec:
		"""Return a service's web process."""
		port = self._addresses.ports[service]
		return ChildSpec(
			name=f"{service}-web",
			command=list_web_command(service),
			is_module=True,
			environment={
				**self.build_environment(service),
				"CHASQUI_BIND": f"127.0.0.1:{port}",
			},
			is_ready=build_http_check(f"http://127.0.0.1:{port}/healthz"),
		)

	def build_worker(self, service: str) -> ChildSpec:
		"""Return a service's Celery worker."""
		return self._build_beating(f"{service}-worker", service, f"{service}.app.worker")

	def build_beat(self) -> ChildSpec:
		"""Return the clock."""
		return self._build_beating("beat", "campaigns", "chasqui.beat.clock")

	def build_server(self) -> ChildSpec:
		"""Return the server by which mails come in."""
		return self._build_beating("mailer-inbound", "mailer", "mailer.app.inbound")

	def build_mailbox(self) -> ChildSpec:
		"""Return the local mailbox."""
		ports = self._addresses.ports
		path = str(self._var / "mailbox.sqlite")
		numbers = [str(ports[name]) for name in ("smtp", "mailbox", "inbound")]
		return ChildSpec(
			name="mailbox",
			command=["chasqui.stack.mailbox", path, *numbers],
			is_module=True,
			is_ready=build_http_check(f"http://127.0.0.1:{ports['mailbox']}/api/mails?limit=1"),
		)

	def build_job(self, name: str, service: str, *command: str) -> ChildSpec:
		"""Return a service's command that runs to its end."""
		environment = self.build_environment(service)
		return ChildSpec(name=name, command=command, is_module=True, environment=environment)

	def _build_beating(self, name: str, service: str, module: str) -> ChildSpec:
		"""Return a child without a page, whose heartbeat shows that it is ready and lives."""
		heartbeat = self._var / "run" / f"{name}.ready"
		environment = self.build_environment(service)
		return ChildSpec(
			name=name,
			command=[module],
			is_module=True,
			environment={**environment, "CHASQUI_READY_FILE": str(heartbeat)},
			heartbeat=heartbeat,
		)

	def _build_reply_address(self) -> dict[str, str]:
		"""Return where answers come in: to the local mailbox's customers, always."""
		is_local = self._addresses.is_local_mailbox
		return {"CHASQUI_REPLY_ADDRESS": LOCAL_REPLY_ADDRESS} if is_local else {}

	def _build_own(self, service: str) -> dict[str, str]:
		secrets = self._secrets
		clients = {
			name.removesuffix(SECRET_PART): value
			for name, value in secrets.items()
			if name.endswith(SECRET_PART)
		}
		own: dict[str, dict[str, str]] = {
			"campaigns": {
				"CHASQUI_IDENTITY_KEY": secrets["identity_key"],
				"CHASQUI_SIGN_IN_KEY": secrets["sign_in_key"],
				"CHASQUI_SIGNING_KEYS_FILE": str(self._var / "keys" / "signing.json"),
				"CHASQUI_SERVICE_SECRETS": json.dumps(clients),
				"CHASQUI_RISK_PASSWORD": secrets["risk_password"],
			},
			"customers": {
				"CHASQUI_ERASURE_KEY": secrets["erasure_key"],
				"CHASQUI_RISK_PASSWORD": secrets["risk_eraser_password"],
			},
			"mailer": {
				"CHASQUI_SMTP_URL": self._addresses.smtp_url,
				"CHASQUI_SMTP_IS_LOCAL_MAILBOX": str(self._addresses.is_local_mailbox).lower(),
				"CHASQUI_ADDRESS_KEY": secrets["address_key"],
				"CHASQUI_INBOUND_PORT": str(self._addresses.ports["inbound"]),
				**self._build_reply_address(),
				"CHASQUI_UNSUBSCRIBE_KEYS": json.dumps({"k1": secrets["unsubscribe_key"]}),
			},
			"risk_soap": {
				"CHASQUI_RISK_CONSUMERS": json.dumps(describe_consumers(secrets)),
				"CHASQUI_RISK_AUDIT_KEY": secrets["risk_audit_key"],
			},
			"portal": {"CHASQUI_SESSION_KEY": secrets["session_key"]},
		}
		return own.get(service, {})


def build_http_check(url: str) -> Callable[[], bool]:
	"""Return what checks whether a page answers with 200."""

	def answers() -> bool:
		try:
			with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - our own URL
				return bool(response.status == 200)
		except (URLError, OSError):
			return False

	return answers
