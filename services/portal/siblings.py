"""The services that the portal asks: a connection to each, made once per process."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import httpx
from flask import current_app

from chasqui.contracts.access import Service
from chasqui.contracts.staff import PATH_TOKEN
from chasqui.kernel.clients.rest import TIMEOUT, RestClient
from chasqui.kernel.security.tokens import ServiceTokens
from portal.config import PortalConfig

EXTENSION = "chasqui.siblings"
IDEMPOTENCY_HEADER = "Idempotency-Key"
UPLOAD_TIMEOUT = httpx.Timeout(5.0, read=60.0)  # an import answers when its file is stored
Client = TypeVar("Client")


@dataclass(frozen=True)
class Siblings:
	"""The connections: with the person's token, with the portal's own, and without any."""

	campaigns: RestClient
	customers: RestClient
	mailer: RestClient
	own_campaigns: RestClient
	own_mailer: RestClient
	open_campaigns: RestClient

	@property
	def by_service(self) -> dict[Service, RestClient]:
		"""The services that keep data of their own, asked for the person."""
		return {
			Service.CUSTOMERS: self.customers,
			Service.CAMPAIGNS: self.campaigns,
			Service.MAILER: self.mailer,
		}


def build_siblings(config: PortalConfig, read_token: Callable[[], str]) -> Siblings:
	"""Return the connections; `read_token` gives the access token of the person who asks."""
	tokens = build_tokens(config)
	campaigns_token = tokens.bind_audience(Service.CAMPAIGNS.value)
	mailer_token = tokens.bind_audience(Service.MAILER.value)
	return Siblings(
		campaigns=RestClient(config.campaigns_url, Service.CAMPAIGNS, read_token=read_token),
		customers=RestClient(
			config.customers_url, Service.CUSTOMERS, read_token=read_token, timeout=UPLOAD_TIMEOUT
		),
		mailer=RestClient(config.mailer_url, Service.MAILER, read_token=read_token),
		own_campaigns=RestClient(
			config.campaigns_url, Service.CAMPAIGNS, read_token=campaigns_token
		),
		own_mailer=RestClient(config.mailer_url, Service.MAILER, read_token=mailer_token),
		open_campaigns=RestClient(config.campaigns_url, Service.CAMPAIGNS, timeout=TIMEOUT),
	)


def build_tokens(config: PortalConfig) -> ServiceTokens:
	"""Return what gives the portal its own tokens."""
	return ServiceTokens(
		token_url=f"{config.campaigns_url}{PATH_TOKEN}",
		client_id=Service.PORTAL.value,
		client_secret=config.client_secret.get_secret_value(),
	)


def read_client(kind: Callable[[Siblings], Client]) -> Client:
	"""Return a client of that class on the connections of the app that serves this request.

	A client keeps nothing but its connections, so that each page may have its own.
	"""
	siblings: Siblings = current_app.extensions[EXTENSION]
	return kind(siblings)
