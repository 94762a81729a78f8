"""The web process: ``python -m risk_soap.app.server``.

granian, where the other services have gunicorn: it reads and writes HTTP outside of Python's lock.
The others stream, and their server must let a broken stream be seen as broken; nothing streams
here. Its address is that of `chasqui.kernel.server.settings`.
"""

import multiprocessing

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from chasqui.kernel.process import calm_collector, die_with_parent
from chasqui.kernel.server import settings as server
from risk_soap.app.gateway import Gateway
from risk_soap.app.web import create_app
from risk_soap.config import RiskConfig

HEAD_SECONDS = 10
APP = "risk_soap.app.server:build_app"


def build_app() -> Gateway:
	"""Return the app within granian's worker, which must not outlive the one that started it."""
	starter = multiprocessing.parent_process()
	assert starter is not None
	assert starter.pid is not None
	die_with_parent(starter.pid)
	config = RiskConfig()
	patience = config.risk_store_timeout_seconds
	gateway = Gateway(create_app(config), config.risk_at_once, patience=patience)
	calm_collector()
	return gateway


def main() -> None:
	"""Serve until asked to end."""
	host, _, port = server.bind.rpartition(":")
	Granian(
		APP,
		factory=True,
		address=host,
		port=int(port),
		interface=Interfaces.RSGI,
		http=HTTPModes.http1,
		http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000),
		websockets=False,
		workers_kill_timeout=server.graceful_timeout,
		log_level=LogLevels.warning,
	).serve()


if __name__ == "__main__":
	main()
