"""Runs the mailbox: ``python -m chasqui.stack.mailbox FILE SMTP_PORT WEB_PORT [INBOUND_PORT]``."""

import sys
from pathlib import Path

from werkzeug.serving import make_server

from chasqui.kernel.log import set_up_logging
from chasqui.stack.mailbox.smtp import build_controller
from chasqui.stack.mailbox.store import MailStore
from chasqui.stack.mailbox.web import build_app


def main() -> None:
	"""Serve SMTP in a thread and the pages here, until the process is ended."""
	set_up_logging("mailbox", "WARNING")
	path, smtp_port, web_port = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
	store = MailStore(path)
	build_controller(store, smtp_port).start()
	inbound = int(sys.argv[4]) if len(sys.argv) > 4 else None
	make_server("127.0.0.1", web_port, build_app(store, inbound), threaded=True).serve_forever()


if __name__ == "__main__":
	main()
