"""A service whose every request takes long: `gunicorn tests.support.sleeping_app:serve`."""

import time
from collections.abc import Callable, Iterable
from typing import Any

SLEEP_SECONDS = 20.0


def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
	"""Answer after `SLEEP_SECONDS`."""
	time.sleep(SLEEP_SECONDS)
	start_response("200 OK", [("Content-Length", "0")])
	return []
