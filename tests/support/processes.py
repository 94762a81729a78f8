"""Real service processes on the run's servers, on databases of their own, for tests that kill."""

import secrets as random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from campaigns.accounts.use_cases.keys import write_new_keys
from chasqui.stack.places import find_free_port
from chasqui.stack.plan import PORTS, Addresses, SuitePlan
from chasqui.stack.processes import ChildSpec, Supervisor
from chasqui.stack.secrets import NAMES
from tests.support.servers import TestServers

READY_SECONDS = 45


class ServiceProcesses:
	"""Starts web processes and workers of the suite; `plan` may be told other ports."""

	def __init__(self, servers: TestServers, folder: Path, databases: dict[str, str]) -> None:
		self.secrets = {name: random.token_urlsafe(12) for name in NAMES}
		self.ports = {name: find_free_port() for name in PORTS}
		self.databases = databases
		self.supervisor = Supervisor(folder / "log")
		self._servers = servers
		self._folder = folder
		(folder / "run").mkdir()
		write_new_keys(folder / "keys" / "signing.json", folder / "keys" / "public.json", "k")

	def plan(self, **ports: int) -> SuitePlan:
		"""Return a plan in which some services seem to be at other ports."""
		seen = {**self.ports, **ports}
		addresses = Addresses(
			ports=seen,
			database_urls=self.databases,
			broker_url=self._servers.redis.build_url(5),
			redis_url=self._servers.redis.build_url(6),
			smtp_url=f"smtp://127.0.0.1:{seen['smtp']}",
			is_local_mailbox=True,
		)
		return SuitePlan(self._folder, addresses, self.secrets)

	def start(self, *names: str, **ports: int) -> None:
		"""Start children by name (``campaigns-web``, ``campaigns-worker``, ``beat``); wait."""
		plan = self.plan(**ports)
		self.supervisor.start(*(_build_spec(plan, name) for name in names))
		self.supervisor.wait_ready(names, READY_SECONDS)

	def build_url(self, service: str) -> str:
		return f"http://127.0.0.1:{self.ports[service]}"

	def read_client_secrets(self) -> dict[str, str]:
		return {k: v for k, v in self.secrets.items() if k.endswith("_client")}


def _build_spec(plan: SuitePlan, name: str) -> ChildSpec:
	whole = {"beat": plan.build_beat, "mailer-inbound": plan.build_server}
	if name in whole:
		return whole[name]()
	service, _, kind = name.partition("-")
	return plan.build_web(service) if kind == "web" else plan.build_worker(service)


@contextmanager
def run_services(servers: TestServers, folder: Path, *services: str) -> Iterator[ServiceProcesses]:
	"""Yield processes over fresh databases of these services; end them afterwards."""
	with ExitStack() as stack:
		urls = {name: stack.enter_context(servers.make_database(name)) for name in services}
		processes = ServiceProcesses(servers, folder, urls)
		stack.callback(processes.supervisor.stop_all)
		yield processes
