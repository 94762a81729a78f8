"""A service whose threads are all at work still tells that it lives."""

import socket
from pathlib import Path

from chasqui.stack.places import find_free_port
from chasqui.stack.plan import build_http_check
from chasqui.stack.processes import ChildSpec, Supervisor

THREADS = 2
COMMAND = ("gunicorn", "-c", "python:chasqui.kernel.server", "tests.support.sleeping_app:serve")


def test_the_health_check_shares_no_thread_with_requests(tmp_path: Path) -> None:
	port = find_free_port()
	supervisor = Supervisor(tmp_path)
	try:
		supervisor.start(
			ChildSpec(
				name="sleeping",
				command=COMMAND,
				is_module=True,
				environment={
					"CHASQUI_BIND": f"127.0.0.1:{port}",
					"CHASQUI_THREADS": str(THREADS),
				},
				is_ready=build_http_check(f"http://127.0.0.1:{port}/healthz"),
			)
		)
		supervisor.wait_ready(["sleeping"], 45)
		busy = [socket.create_connection(("127.0.0.1", port)) for _ in range(2 * THREADS)]
		for connection in busy:
			connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
		for _ in range(5):
			assert supervisor.children["sleeping"].spec.is_ready()
		for connection in busy:
			connection.close()
	finally:
		supervisor.stop_all()
