"""What stands before every web app of the suite: its own names, and nothing kept by caches.

A browser that was led here by a foreign name (DNS rebinding) sends that name, and an app that
believed it would write it into links. Such a request reaches no app (RFC 9110, 7.4 and 15.5.20).
"""

from collections.abc import Callable, Collection, Iterable
from ipaddress import ip_address, ip_network
from typing import Any

import structlog

from chasqui.kernel.config.host_names import LONGEST_HOST, normalize_host
from chasqui.kernel.texts.text import say

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# Addresses of private networks: RFC 1918, 4193 and 6598.
PRIVATE = tuple(
	ip_network(one)
	for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
CACHING, PUBLIC, IMMUTABLE, NO_STORE = "Cache-Control", "public", "immutable", "no-store"
REFUSALS = {
	"400 Bad Request": say("La petición no dice bien a qué máquina va dirigida (cabecera Host)."),
	"421 Misdirected Request": say(
		"Este servidor no atiende ese nombre de máquina. Use la dirección pública de la suite; "
		"quien la instala agrega otras con CHASQUI_ALLOWED_HOSTS."
	),
}
BAD, MISDIRECTED = REFUSALS
Environ = dict[str, Any]
WsgiApp = Callable[..., Iterable[bytes]]


class HttpGuard:
	"""WSGI around an app that is asked by the names `hosts`, or by this machine's name for itself.

	Probes of health may come by a private address, for a supervisor knows nothing else. With
	`takes_addresses` so may all: programs are given addresses, and who is misled sends a name.
	"""

	def __init__(
		self, app: WsgiApp, hosts: Collection[str] = (), *, takes_addresses: bool = False
	) -> None:
		self._app = app
		self._hosts = LOOPBACK | frozenset(hosts)
		self._takes_addresses = takes_addresses

	def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
		refusal = self._judge(environ)
		if refusal:
			return _refuse(refusal, environ, start_response)

		def start(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
			return start_response(line, forbid_keeping(headers), *more)

		return self._app(environ, start)

	def _judge(self, environ: Environ) -> str | None:
		"""Return the status of a refusal, None where there is none."""
		given = environ.get("HTTP_HOST", "")
		if not given and environ.get("SERVER_PROTOCOL") != "HTTP/1.1":
			return None  # older ones know no Host, and no browser sends them (RFC 9112, 3.2)
		host = normalize_host(given)
		if host is None:
			return BAD
		if host in self._hosts:
			return None
		is_probe = environ.get("PATH_INFO") in PROBES
		may_be_address = is_probe or self._takes_addresses
		return None if may_be_address and _is_private_address(host) else MISDIRECTED


def forbid_keeping(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
	"""Return an answer's headers by which nobody keeps it, unless it is for all or never changes.

	What the suite answers is about persons (OWASP ASVS 8.2.1); built files and pictures of what is
	sold are not.
	"""
	given = list(headers)
	kept = (value for name, value in given if name.title() == CACHING)
	if any(PUBLIC in value or IMMUTABLE in value for value in kept):
		return given
	return [*(one for one in given if one[0].title() != CACHING), (CACHING, NO_STORE)]


def _is_private_address(host: str) -> bool:
	try:
		address = ip_address(host)
	except ValueError:
		return False
	return any(address in network for network in PRIVATE)


def _refuse(status: str, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
	host = str(environ.get("HTTP_HOST", ""))[:LONGEST_HOST]
	structlog.get_logger().warning("host_refused", status=status[:3], host=host)
	body = f"{REFUSALS[status]}\n".encode()
	headers = [
		("Content-Type", "text/plain; charset=utf-8"),
		("Content-Length", str(len(body))),
		("X-Content-Type-Options", "nosniff"),
		(CACHING, NO_STORE),
	]
	start_response(status, headers)
	return [body]
