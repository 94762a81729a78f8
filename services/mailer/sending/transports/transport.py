"""What a transport is: the way to one mail server, by whatever protocol."""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Protocol
from urllib.parse import urlsplit

from mailer.sending import transports
from mailer.sending.transports.outcomes import Outcome, TransportDown

Envelope = tuple[int, str]
"""The delivery (its job), and the address that it goes to."""


@dataclass(frozen=True)
class TransportSettings:
	"""`url` may hold credentials; timeouts in seconds; `sender` is the envelope's address.

	`hello_name` is ours where the server wants one; `connections` may be open at once.
	"""

	url: str
	sender: str
	hello_name: str
	connections: int
	connect_timeout: float
	reply_timeout: float
	final_timeout: float
	write_return: Callable[[int], str] | None = None
	"""The envelope's own sender of a delivery, by which it is known when it comes back."""

	def find_sender(self, job: int) -> str:
		"""Return the envelope's sender of a mail."""
		return (self.write_return(job) if self.write_return else "") or self.sender


class Channel(Protocol):
	"""One sending loop's way to the server: so many mails at a time, in rounds.

	An envelope is offered; once it is `ready` the delivery is made durable, and only then its body
	is delivered. No more bodies are out than connections: so many mails a kill leaves in doubt.
	"""

	down: TransportDown | None
	"""Why no mail can leave, where the server has said so."""
	troubles: int
	"""How often in a row the server failed us; a good answer clears it."""

	@property
	def size(self) -> int:
		"""How many mails may be under way at once."""

	@property
	def free(self) -> int:
		"""How many envelopes may be offered now."""

	@property
	def offered(self) -> list[int]:
		"""Jobs whose body has not left."""

	@property
	def ready(self) -> list[int]:
		"""Those of the offered whose body may be delivered."""

	@property
	def delivered(self) -> list[int]:
		"""Jobs whose body has left, and whose outcome is not known."""

	def refill(self) -> None:
		"""Open the connections that are missing.

		:raises TransportDown: none is open and none can be had
		"""

	def offer(self, envelopes: Sequence[Envelope]) -> None:
		"""Begin mails, at most as many as are `free`."""

	def deliver(self, bodies: Mapping[int, bytes], following: Sequence[Envelope] = ()) -> None:
		"""Let bodies of `ready` jobs leave, each with one of the next envelopes behind it."""

	def withdraw(self, job: int, reason: str) -> None:
		"""Give an offered mail up: it will be untried."""

	def wait(self, seconds: float) -> list[Outcome]:
		"""Return what became of mails, once this round has its answers, or after `seconds`."""

	def close(self) -> list[Outcome]:
		"""Give up what has not left, close, and return what is known. May be called again."""


class Transport(Protocol):
	def open(self) -> Channel:
		"""Return a channel; nothing connects before it is refilled."""


def list_transports() -> dict[str, ModuleType]:
	"""Return by scheme of a URL the module that has `SCHEMES` and `build_transport(settings)`."""
	modules = [
		import_module(f"{transports.__name__}.{one.name}")
		for one in pkgutil.iter_modules(transports.__path__)
	]
	return {scheme: module for module in modules for scheme in getattr(module, "SCHEMES", ())}


def choose_transport(settings: TransportSettings) -> Transport:
	"""Return the transport for the URL's scheme.

	:raises ValueError: there is none, or it does not understand the URL
	"""
	known = list_transports()
	scheme = urlsplit(settings.url).scheme
	if scheme not in known:
		raise ValueError(f"CHASQUI_SMTP_URL begins with {', '.join(sorted(known))}")
	transport: Transport = known[scheme].build_transport(settings)
	return transport
