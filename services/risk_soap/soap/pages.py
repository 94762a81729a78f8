"""What is served by GET beside the SOAP operations: the contract, health and figures."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

Page = tuple[str, str, bytes]
HEALTH_PATH = "/healthz"


class Pages:
	"""WSGI around the guard: answers its own pages and passes the rest on."""

	def __init__(
		self, soap: Callable[..., Iterable[bytes]], *, wsdl: bytes, is_ready: Callable[[], bool]
	) -> None:
		self._soap = soap
		self._wsdl = wsdl
		self._is_ready = is_ready

	def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
		page = self._find_page(environ) if environ["REQUEST_METHOD"] == "GET" else None
		if page is None:
			return self._soap(environ, start_response)
		status, content_type, body = page
		length = ("Content-Length", str(len(body)))
		start_response(status, [("Content-Type", content_type), length])
		return [body]

	def _find_page(self, environ: dict[str, Any]) -> Page | None:
		if environ.get("QUERY_STRING", "").lower() == "wsdl":
			return "200 OK", "text/xml; charset=utf-8", self._wsdl
		pages: dict[str, Callable[[], Page]] = {
			HEALTH_PATH: lambda: _render_status("200 OK", "ok", []),
			"/readyz": self._show_ready,
			"/metrics": lambda: ("200 OK", CONTENT_TYPE_LATEST, generate_latest()),
		}
		show = pages.get(environ.get("PATH_INFO", ""))
		return show() if show else None

	def _show_ready(self) -> Page:
		if not self._is_ready():
			return _render_status("503 Service Unavailable", "unavailable", ["store"])
		return _render_status("200 OK", "ok", [])


def _render_status(line: str, status: str, failed: list[str]) -> Page:
	return line, "application/json", json.dumps({"status": status, "failed": failed}).encode()
