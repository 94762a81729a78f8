"""A database that takes nobody for a while: real, and without harm to the others on the server."""

import threading

import psycopg
from psycopg import sql


class Outage:
	"""The database of `url` loses its connections and refuses new ones for `seconds`, once."""

	def __init__(self, url: str, seconds: float) -> None:
		self._url = url
		self._seconds = seconds
		self._lock = threading.Lock()
		self._has_begun = False

	def begin(self) -> None:
		with self._lock:
			if self._has_begun:
				return
			self._has_begun = True
			self._allow(False)
			threading.Timer(self._seconds, self._allow, [True]).start()

	def _allow(self, is_allowed: bool) -> None:
		server, _, name = self._url.rpartition("/")
		with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
			connection.execute(
				sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(
					sql.Identifier(name), sql.Literal(is_allowed)
				)
			)
			connection.execute(
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
			)
