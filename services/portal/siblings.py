"""The services that the portal asks: by their endpoints, on connections made once per process."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app

from chasqui.contracts.access import Service
from chasqui.contracts.campaigns.staff import PATH_TOKEN
from chasqui.contracts.endpoint import Asked, Endpoint, Stream
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.security.tokens import TokenClient
from portal.config import PortalConfig

EXTENSION = "chasqui.siblings"
HOLDERS = (Service.CUSTOMERS, Service.CAMPAIGNS, Service.MAILER)
"""The services that keep data of their own."""
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Siblings:
	"""The connections: with the person's token, with the portal's own, and without any."""

	personal: Mapping[Service, RestClient]
	own: Mapping[Service, RestClient]
	open: Mapping[Service, RestClient]

	def choose(self, endpoint: Endpoint[..., Any], at: Service | None = None) -> RestClient:
		"""Return the connection by which an endpoint is asked: what it needs says as whom.

		`at` is the service, for an endpoint that several have.
		"""
		as_whom = self.personal if endpoint.needs else self.own
		clients = self.open if endpoint.is_public else as_whom
		return clients[at or endpoint.service or Service.PORTAL]


def build_siblings(config: PortalConfig, read_token: Callable[[], str]) -> Siblings:
	"""Return the connections; `read_token` gives the access token of the person who asks."""
	tokens = build_tokens(config)
	urls = {
		Service.CUSTOMERS: config.customers_url,
		Service.CAMPAIGNS: config.campaigns_url,
		Service.MAILER: config.mailer_url,
	}
	return Siblings(
		personal={one: RestClient(url, one, read_token=read_token) for one, url in urls.items()},
		own={
			one: RestClient(url, one, read_token=tokens.bind_audience(one.value), is_own_token=True)
			for one, url in urls.items()
		},
		open={one: RestClient(url, one) for one, url in urls.items()},
	)


def build_tokens(config: PortalConfig) -> TokenClient:
	"""Return what gives the portal its own tokens."""
	return TokenClient(
		token_url=f"{config.campaigns_url}{PATH_TOKEN}",
		client_id=Service.PORTAL.value,
		client_secret=config.client_secret.get_secret_value(),
	)


def ask(endpoint: Endpoint[Asked, Answer], /, *_none: Asked.args, **given: Asked.kwargs) -> Answer:
	"""Return what a sibling answers; raises the `AppError` that it describes."""
	return _read_siblings().choose(endpoint).call(endpoint, *_none, **given)


def ask_at(
	service: Service,
	endpoint: Endpoint[Asked, Answer],
	/,
	*_none: Asked.args,
	**given: Asked.kwargs,
) -> Answer:
	"""Return what one of the services that have an endpoint answers."""
	return _read_siblings().choose(endpoint, service).call(endpoint, *_none, **given)


def ask_once(
	nonce: str, endpoint: Endpoint[Asked, Answer], /, *_none: Asked.args, **given: Asked.kwargs
) -> Answer:
	"""Return what a sibling answers, which does what it is asked once per `nonce`."""
	return _read_siblings().choose(endpoint).once(nonce).call(endpoint, *_none, **given)


def open_stream(
	endpoint: Endpoint[Asked, Stream], /, *_none: Asked.args, **given: Asked.kwargs
) -> AbstractContextManager[Iterator[bytes]]:
	"""Return the chunks that a sibling streams, while they are open."""
	return _read_siblings().choose(endpoint).open(endpoint, *_none, **given)


def _read_siblings() -> Siblings:
	siblings: Siblings = current_app.extensions[EXTENSION]
	return siblings
