"""The whole suite on one machine, from wheels alone, supervised (architecture, part 5)."""

import fcntl
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from chasqui.kernel.process import keep_files_private
from chasqui.stack.endings import is_asked_to_end, note_endings
from chasqui.stack.places import choose_postgres_folder, find_free_port
from chasqui.stack.plan import (
	DATABASES,
	WEB_SERVICES,
	WORKERS,
	Addresses,
	SuitePlan,
	choose_ports,
)
from chasqui.stack.postgres import EmbeddedPostgres, PostgresServer
from chasqui.stack.private_files import make_private_folder, write_private
from chasqui.stack.processes import Supervisor
from chasqui.stack.redis import EmbeddedRedis
from chasqui.stack.secrets import read_secrets

SERVER_SECONDS = 30.0
READY_SECONDS = 60.0
DEMO_STAFF = (
	("jefa", "Jefa de marketing (demostración)", "marketing_head"),
	("asesor", "Asesor de ventas (demostración)", "advisor"),
	("supervisora", "Supervisora de asesores (demostración)", "supervisor"),
	("gestora", "Gestora comercial (demostración)", "account_manager"),
	("admin", "Administración (demostración)", "administrator"),
)


class AlreadyRunning(RuntimeError):
	"""Another process runs the suite on the same folder."""


class Suite:
	"""Starts everything, writes where it is in `var/stack.json`, ends everything."""

	def __init__(self, var: Path, *, port_base: int | None = None) -> None:
		self.var = var.resolve()
		keep_files_private()
		self.supervisor = Supervisor(self.var / "log")
		self._port_base = port_base
		self._lock: IO[str] | None = None
		self.addresses: Addresses
		self.postgres: PostgresServer
		self.secrets: dict[str, str] = {}

	def start(self, report: Callable[[str], object] = str.strip) -> None:
		"""Start all; `report` is called with each step.

		:raises AlreadyRunning: the folder is in use
		:raises PortTaken: so is a port that was asked for
		:raises TimeoutError: a child is not ready in time
		:raises Ended: the end was asked for meanwhile
		"""
		self._take_lock()
		(self.var / "stack.json").unlink(missing_ok=True)  # of a suite that was killed
		make_private_folder(self.var / "run")
		self.secrets = read_secrets(self.var)
		self.supervisor.warm_up()
		report("servidores de datos")
		self.addresses = self._start_servers()
		plan = SuitePlan(self.var, self.addresses, self.secrets)
		report("esquemas y llaves")
		self._make_keys(plan)
		early = self._start_early(plan)
		self._migrate(plan)
		report("servicios, trabajadores y reloj")
		late = self._start_late(plan)
		self._make_staff(plan)
		self.supervisor.wait_ready([*early, *late], READY_SECONDS)
		self._write_stack_file()

	def read_environment(self, service: str) -> dict[str, str]:
		"""Return what a service's own commands are given."""
		return SuitePlan(self.var, self.addresses, self.secrets).build_environment(service)

	def serve(self) -> None:
		"""Supervise until SIGINT or SIGTERM; `var/stack.json` has the current pids."""
		note_endings()
		while not is_asked_to_end():
			if self.supervisor.supervise():
				self._write_stack_file()
			time.sleep(0.2)

	def stop(self) -> None:
		"""End every child and let the folder go; a second signal changes nothing."""
		note_endings()
		self.supervisor.stop_all()
		(self.var / "stack.json").unlink(missing_ok=True)
		if self._lock is not None:
			self._lock.close()

	def _take_lock(self) -> None:
		make_private_folder(self.var)
		self._lock = (self.var / "stack.lock").open("w")
		try:
			fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError as error:
			raise AlreadyRunning(f"La suite ya corre sobre {self.var}.") from error

	def _start_servers(self) -> Addresses:
		ports = choose_ports(self._port_base)
		self.postgres, names = self._choose_postgres(), []
		redis_url = os.environ.get("CHASQUI_REDIS_URL")
		if isinstance(self.postgres, EmbeddedPostgres):
			self.postgres.prepare()
			self.supervisor.start(self.postgres.build_spec())
			names.append("postgres")
		if redis_url is None:
			redis = EmbeddedRedis(
				self.var / "redis", find_free_port(), self.secrets["redis_password"]
			)
			self.supervisor.start(redis.build_spec())
			names.append("redis")
			redis_url = redis.build_url(1)
			broker_url = redis.build_url(0)
		else:
			broker_url = redis_url
		self.supervisor.wait_ready(names, SERVER_SECONDS)
		smtp_url = os.environ.get("CHASQUI_SMTP_URL")
		return Addresses(
			ports=ports,
			database_urls={
				name: self.postgres.ensure_database(name, self.secrets[f"{name}_database"])
				for name in DATABASES
			},
			broker_url=os.environ.get("CHASQUI_BROKER_URL", broker_url),
			redis_url=redis_url,
			smtp_url=smtp_url or f"smtp://127.0.0.1:{ports['smtp']}",
			is_local_mailbox=smtp_url is None,
		)

	def _choose_postgres(self) -> PostgresServer:
		url = os.environ.get("CHASQUI_POSTGRES_URL")
		if url is not None:
			return PostgresServer(url)
		return EmbeddedPostgres(choose_postgres_folder(self.var), find_free_port())

	def _make_keys(self, plan: SuitePlan) -> None:
		keys = self.var / "keys"
		if not (keys / "public.json").exists():
			files = [str(keys / "signing.json"), str(keys / "public.json")]
			self.supervisor.run_jobs(
				plan.build_job("make-keys", "campaigns", "campaigns.app.cli", "make-keys", *files)
			)

	def _start_early(self, plan: SuitePlan) -> list[str]:
		"""Start what needs no database while the databases are migrated; return the names."""
		specs = [plan.build_web(name) for name in WEB_SERVICES if name not in DATABASES]
		if self.addresses.is_local_mailbox:
			specs.append(plan.build_mailbox())
		self.supervisor.start(*specs)
		return [spec.name for spec in specs]

	def _migrate(self, plan: SuitePlan) -> None:
		jobs = [
			plan.build_job(f"{name}-migrations", name, "alembic", "-n", name, "upgrade", "head")
			for name in DATABASES
		]
		self.supervisor.run_jobs(*jobs)

	def _start_late(self, plan: SuitePlan) -> list[str]:
		"""Start what needs the databases; return the names."""
		specs = [plan.build_web(name) for name in DATABASES]
		specs += [plan.build_worker(name) for name in WORKERS]
		specs += [plan.build_beat(), plan.build_server()]
		self.supervisor.start(*specs)
		return [spec.name for spec in specs]

	def _make_staff(self, plan: SuitePlan) -> None:
		"""Make the demo accounts; the file with their password is gone afterwards."""
		staff = self.var / "run" / "demo-staff.json"
		job = plan.build_job("staff", "campaigns", "campaigns.app.cli", "ensure-staff", str(staff))
		try:
			write_private(staff, json.dumps(self._list_staff(), ensure_ascii=False))
			self.supervisor.run_jobs(job)
		finally:
			staff.unlink(missing_ok=True)

	def _list_staff(self) -> list[dict[str, Any]]:
		password = self.secrets["demo_password"]
		return [
			{
				"username": username,
				"name": name,
				"email": f"{username}@example.com",
				"roles": [role],
				"password": password,
			}
			for username, name, role in DEMO_STAFF
		]

	def _write_stack_file(self) -> None:
		place = self.addresses
		document = {
			"portal": place.build_url("portal"),
			"mailbox": place.build_url("mailbox") if place.is_local_mailbox else None,
			"smtp": place.smtp_url,
			"services": {name: place.build_url(name) for name in WEB_SERVICES},
			"databases": place.database_urls,
			"broker": place.broker_url,
			"redis": place.redis_url,
			"client_secrets": {
				name: value for name, value in self.secrets.items() if name.endswith("_client")
			},
			"users": self._list_staff(),
			"pids": {name: child.pid for name, child in self.supervisor.children.items()},
		}
		text = json.dumps(document, indent=1, ensure_ascii=False)
		write_private(self.var / "stack.json", text)
