"""A service that thinks long of all but its health: `gunicorn tests.support.sleeping_app:serve`."""

import time
from collections.abc import Callable, Iterable
from typing import Any

SLEEP_SECONDS = 20.0


def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
	"""Answer after `SLEEP_SECONDS`; `/healthz` at once, if a thread is free for it."""
	if environ["PATH_INFO"] != "/healthz":
		time.sleep(SLEEP_SECONDS)
	start_response("200 OK", [("Content-Length", "0")])
	return []
