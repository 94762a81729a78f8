"""The server by which mails come in: ``python -m mailer.app.inbound``."""

import signal
import threading
from typing import Any

from chasqui.contracts.access import Service
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.tasks.heartbeat import start_heartbeat
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.receiving.transports.smtp_server import build_server


def serve(config: MailerConfig) -> None:
	"""Take mails in until the process is asked to end; who is under way tries again later."""
	wiring = Wiring(config)
	server = build_server(wiring.inbound_handler, config.inbound_host, config.inbound_port)
	ended = threading.Event()

	def end(*_: Any) -> None:
		ended.set()

	signal.signal(signal.SIGTERM, end)
	signal.signal(signal.SIGINT, end)
	server.start()
	if config.ready_file is not None:
		start_heartbeat(config.ready_file)
	try:
		ended.wait()
	finally:
		server.stop()
		wiring.database.close()


if __name__ == "__main__":
	settings = MailerConfig()
	set_up_logging(f"{Service.MAILER}-inbound", settings.log_level)
	serve(settings)
