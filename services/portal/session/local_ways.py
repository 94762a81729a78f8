"""Where the portal may lead a browser: to its own pages, and nowhere else."""

from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, request

HX_REDIRECT = "HX-Redirect"
WAYS = ("Location", HX_REDIRECT)


def is_local(target: str) -> bool:
	"""Return whether every browser takes the target for a path of ours.

	They drop TAB, CR and LF wherever they stand, and take a backslash for a slash (WHATWG URL,
	4.4): such a target is refused whole.
	"""
	if not target.startswith("/") or any(_is_refused(character) for character in target):
		return False
	try:
		parts = urlsplit(target)
	except ValueError:  # as of an IPv6 address without its end
		return False
	return not (target.startswith("//") or parts.scheme or parts.netloc)


def keep_local(target: str | None) -> str | None:
	"""Return the target if it is a path of ours, else None; None for the first page too."""
	return target if target and target != "/" and is_local(target) else None


def guard_ways(app: Flask) -> None:
	"""Lead to the first page whatever answer would lead out of the portal."""

	@app.after_request
	def keep_ways_local(response: Response) -> Response:
		for name in WAYS:
			if name not in response.headers:
				continue
			# An address without its last slash is led on by a whole one, of this very host.
			target = response.headers[name].removeprefix(request.host_url.rstrip("/"))
			if not is_local(target):
				structlog.get_logger().error("way_out_refused", endpoint=request.endpoint)
				target = "/"
			response.headers[name] = target
		return response


def _is_refused(character: str) -> bool:
	return character <= " " or character in "\\\x7f"
