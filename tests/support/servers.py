"""The embedded servers, started once per test run, and databases made from templates."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from chasqui.stack.places import REPOSITORY, choose_postgres_folder, find_free_port
from chasqui.stack.postgres import EmbeddedPostgres
from chasqui.stack.processes import Supervisor
from chasqui.stack.redis import EmbeddedRedis

READY_SECONDS = 30
# A database is hundreds of files: a disk may take a second to make them, memory a thirtieth of it.
MEMORY = Path("/dev/shm")
MEMORY_ROOM_BYTES = 4 * 1024**3


class TestServers:
	"""PostgreSQL and Redis of this test run, and the databases made on them."""

	__test__ = False

	def __init__(self, var: Path) -> None:
		self.var = var
		# Tests kill processes, not machines: what fsync protects from does not happen here.
		settings = {"fsync": "off", "shared_buffers": "256MB"}
		self.postgres = EmbeddedPostgres(choose_folder(var), find_free_port(), **settings)
		self.redis = EmbeddedRedis(var / "redis", find_free_port())
		self.supervisor = Supervisor(var / "log")
		self._templates: set[str] = set()

	def start(self) -> None:
		self.postgres.prepare()
		self.supervisor.start(self.postgres.build_spec(), self.redis.build_spec())
		self.supervisor.wait_ready(["postgres", "redis"], READY_SECONDS)
		self._ease_connecting()

	def stop(self) -> None:
		self.supervisor.stop_all()
		shutil.rmtree(self.postgres.folder, ignore_errors=True)

	@contextmanager
	def make_database(self, service: str) -> Iterator[str]:
		"""Yield the URL of a fresh, migrated database of a service; drop it afterwards."""
		name = f"test_{service}_{secrets.token_hex(4)}"
		self._copy_database(self._ensure_template(service), name)
		try:
			yield self.postgres.build_url(name)
		finally:
			self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

	def _ease_connecting(self) -> None:
		"""Derive the administrator's key once, not 4,096 times: tests open thousands of sessions.

		It is still proved by SCRAM; only who guesses would be slower with more.
		"""
		with psycopg.connect(self.postgres.build_url("postgres"), autocommit=True) as connection:
			connection.execute("SET scram_iterations = 1")
			statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
			who, password = connection.info.user, connection.info.password
			connection.execute(statement.format(sql.Identifier(who), sql.Literal(password)))

	def _ensure_template(self, service: str) -> str:
		name = f"template_{service}"
		if name not in self._templates:
			self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
			migrate_database(service, self.postgres.build_url(name))
			self._templates.add(name)
		return name

	def _copy_database(self, template: str, name: str) -> None:
		# Files are copied in a third of the time of the default, which logs each block.
		statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
		self._execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

	def _execute(self, statement: sql.Composable) -> None:
		url = self.postgres.build_url("postgres")
		with psycopg.connect(url, autocommit=True) as connection:
			connection.execute(statement)


def migrate_database(service: str, url: str) -> None:
	"""Run a service's migrations as an installation does."""
	command = [sys.executable, "-m", "alembic", "-n", service, "upgrade", "head"]
	environment = {**os.environ, "CHASQUI_DATABASE_URL": url}
	result = subprocess.run(
		command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
	)
	if result.returncode:
		raise RuntimeError(f"the migrations of {service} failed:\n{result.stderr[-3000:]}")


def choose_folder(var: Path) -> Path:
	"""Return where PostgreSQL keeps the databases of this process: in memory, if there is room."""
	if not MEMORY.is_dir():
		return choose_postgres_folder(var)
	for left in MEMORY.glob("chasqui-test-*"):  # of a run that was killed
		if not Path("/proc", left.name.rpartition("-")[2]).exists():
			shutil.rmtree(left, ignore_errors=True)
	if shutil.disk_usage(MEMORY).free < MEMORY_ROOM_BYTES:
		return choose_postgres_folder(var)
	return MEMORY / f"{var.name}-{os.getpid()}"


@contextmanager
def run_servers() -> Iterator[TestServers]:
	"""Yield running servers; nothing of them is left afterwards."""
	with tempfile.TemporaryDirectory(prefix="chasqui-test-") as folder:
		servers = TestServers(Path(folder))
		try:
			servers.start()
			yield servers
		finally:
			servers.stop()
