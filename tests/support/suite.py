"""The whole suite, running for the tests that need every part: real processes, real mail."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chasqui.contracts.campaigns.hours import ALWAYS, CallHoursUpdate
from chasqui.contracts.endpoints.campaigns.hours import set_hours
from chasqui.demo.suite_client import SuiteClient
from chasqui.stack.places import REPOSITORY, choose_postgres_folder, is_free
from chasqui.stack.plan import PORTS

READY_SECONDS = 90
END_SECONDS = 10
POLL_SECONDS = 0.1


class RunningSuite:
	"""`chasqui up` in a process of its own, as a person starts it."""

	def __init__(self, var: Path, environment: dict[str, str] | None = None) -> None:
		self.var = var
		self._environment = environment or {}
		self._log = var.parent / "up.log"
		self._process: subprocess.Popen[bytes] | None = None
		self._port_base = choose_port_base()

	@property
	def suite_client(self) -> SuiteClient:
		return SuiteClient.read(self.var)

	@property
	def document(self) -> dict[str, Any]:
		return dict(json.loads((self.var / "stack.json").read_text("utf-8")))

	@property
	def pid(self) -> int:
		assert self._process is not None
		return self._process.pid

	def start(self) -> float:
		"""Start and return the seconds until everything was ready."""
		started = time.monotonic()
		self.begin()
		wait_until((self.var / "stack.json").exists, READY_SECONDS, self._explain)
		return time.monotonic() - started

	def begin(self) -> None:
		"""Start without waiting for anything."""
		command = [sys.executable, "-m", "chasqui.cli.main", "up", "--var", str(self.var)]
		with self._log.open("ab") as log:
			self._process = subprocess.Popen(
				[*command, "--port-base", str(self._port_base)],
				cwd=REPOSITORY,
				env={**os.environ, **self._environment},
				stdout=log,
				stderr=log,
			)

	def stop(self, number: int = signal.SIGINT) -> float:
		"""End it as Ctrl-C does, or by another signal; return the seconds that it took."""
		assert self._process is not None
		started = time.monotonic()
		self._process.send_signal(number)
		self._process.wait(END_SECONDS)
		return time.monotonic() - started

	def kill(self) -> None:
		"""End the supervisor without a word."""
		assert self._process is not None
		self._process.kill()
		self._process.wait()

	def is_running(self) -> bool:
		return self._process is not None and self._process.poll() is None

	def run_tool(self, module: str, *arguments: str, service: str | None = None) -> None:
		"""Run one of the suite's commands with a service's environment."""
		subprocess.run(
			[sys.executable, "-m", module, *arguments],
			cwd=REPOSITORY,
			env={**os.environ, **self._read_environment(service)},
			check=True,
			capture_output=True,
		)

	def open_at_any_hour(self) -> None:
		"""Let customers be called whenever the tests run."""
		hours = CallHoursUpdate(**dict(ALWAYS), version=0)
		self.suite_client.sign_in("admin").campaigns.call(set_hours, body=hours)

	def import_customers(self, path: Path) -> dict[str, Any]:
		"""Import a CSV file through the API; return the finished import."""
		admin = self.suite_client.sign_in("admin").customers
		answer = admin.request(
			"POST",
			"/v1/imports",
			params={"mode": "create", "file_name": path.name},
			content=path.read_bytes(),
			headers={"Content-Type": "text/csv"},
		).json()

		def read() -> dict[str, Any]:
			return dict(admin.request("GET", f"/v1/imports/{answer['id']}").json())

		wait_until(lambda: read()["state"] in ("done", "failed"), 120)
		return read()

	def _read_environment(self, service: str | None) -> dict[str, str]:
		if service != "risk_soap":
			return {}
		secrets = json.loads((self.var / "secrets.json").read_text("utf-8"))
		return {
			"CHASQUI_REDIS_URL": self.document["redis"],
			"CHASQUI_RISK_AUDIT_KEY": secrets["risk_audit_key"],
		}

	def _explain(self) -> str:
		return self._log.read_text("utf-8", "replace")[-3000:]


def choose_port_base() -> int:
	"""Return a first port from which on all are free, far from other suites of this machine."""
	while True:
		base = random.randrange(20_000, 32_000, 20)
		if all(is_free(base + number) for number in range(len(PORTS))):
			return base


@contextmanager
def run_suite(environment: dict[str, str] | None = None) -> Iterator[RunningSuite]:
	"""Yield a running suite on a folder of its own; nothing of it is left afterwards.

	`environment` is what the person who starts it has set.
	"""
	with tempfile.TemporaryDirectory(prefix="chasqui-suite-") as folder:
		suite = RunningSuite(Path(folder) / "var", environment)
		try:
			suite.start()
			suite.open_at_any_hour()
			yield suite
		finally:
			if suite.is_running():
				suite.stop()
			subprocess.run(["rm", "-rf", str(choose_postgres_folder(suite.var))], check=False)


def wait_until(check: Any, seconds: float, explain: Any = str) -> None:
	"""Poll `check` until it is true.

	:raises TimeoutError: after `seconds`, with what `explain` says
	"""
	deadline = time.monotonic() + seconds
	while not check():
		if time.monotonic() > deadline:
			raise TimeoutError(explain())
		time.sleep(POLL_SECONDS)


def list_processes_of(folder: Path) -> list[int]:
	"""Return the processes whose command line or environment names `folder`."""
	found = []
	for entry in Path("/proc").iterdir():
		if not entry.name.isdigit() or int(entry.name) == os.getpid():
			continue
		try:
			told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
		except OSError:
			continue
		if str(folder).encode() in told:
			found.append(int(entry.name))
	return found
