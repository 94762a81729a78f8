"""A service that shows how it is served: `gunicorn tests.support.plain_app:serve`."""

import time
from collections.abc import Callable, Iterable
from typing import Any

SLEEP_SECONDS = 20.0


def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
	"""Answer `/healthz` at once, `/sleep` after long, and else with the length of the body."""
	if environ["PATH_INFO"] == "/sleep":
		time.sleep(SLEEP_SECONDS)
	length = 0 if environ["PATH_INFO"] == "/unread" else count_bytes(environ["wsgi.input"])
	body = b"%d" % length
	start_response("200 OK", [("Content-Length", str(len(body)))])
	return [body]


def count_bytes(body: Any) -> int:
	"""Read a body to its end."""
	return sum(len(piece) for piece in iter(lambda: body.read(64 * 1024), b""))
