"""The services that the portal asks, made once per process."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from flask import current_app

from chasqui.contracts.access import Service
from chasqui.contracts.staff import PATH_TOKEN
from chasqui.kernel.rest_client import TIMEOUT, RestClient
from chasqui.kernel.tokens import ServiceTokens
from portal.clients.campaigns import CampaignsClient
from portal.clients.care import CareClient
from portal.clients.customers import CustomersClient
from portal.clients.desk import DeskClient
from portal.clients.imports import ImportsClient
from portal.clients.lists import ListsClient
from portal.clients.mailer import MailerClient, UnsubscribeClient
from portal.clients.person import PersonClient
from portal.clients.rights import RightsClient
from portal.clients.risk import RiskClient
from portal.clients.second_factor import SecondFactorClient
from portal.clients.security import SecurityClient
from portal.clients.staff import StaffClient
from portal.clients.stuck import StuckClient
from portal.config import PortalConfig

EXTENSION = "chasqui.siblings"
UPLOAD_TIMEOUT = httpx.Timeout(5.0, read=60.0)  # an import answers when its file is stored


@dataclass(frozen=True)
class Siblings:
	"""One client per noun."""

	campaigns: CampaignsClient
	care: CareClient
	customers: CustomersClient
	desk: DeskClient
	imports: ImportsClient
	lists: ListsClient
	mailer: MailerClient
	person: PersonClient
	rights: RightsClient
	risk: RiskClient
	second_factor: SecondFactorClient
	security: SecurityClient
	staff: StaffClient
	stuck: StuckClient
	unsubscribe: UnsubscribeClient


def build_siblings(config: PortalConfig, read_token: Callable[[], str]) -> Siblings:
	"""Return the clients; `read_token` gives the access token of the person who asks."""
	campaigns = RestClient(config.campaigns_url, Service.CAMPAIGNS, read_token=read_token)
	mailer = RestClient(config.mailer_url, Service.MAILER, read_token=read_token)
	customers = RestClient(
		config.customers_url, Service.CUSTOMERS, read_token=read_token, timeout=UPLOAD_TIMEOUT
	)
	tokens = build_tokens(config)
	relay_token = tokens.bind_audience(Service.CAMPAIGNS.value)
	relay = RestClient(config.campaigns_url, Service.CAMPAIGNS, read_token=relay_token)
	own_token = tokens.bind_audience(Service.MAILER.value)
	own = RestClient(config.mailer_url, Service.MAILER, read_token=own_token)
	anybody = RestClient(config.campaigns_url, Service.CAMPAIGNS, timeout=TIMEOUT)
	readers = {
		Service.CUSTOMERS: customers,
		Service.CAMPAIGNS: campaigns,
		Service.MAILER: mailer,
	}
	# customers alone knows the identification by which to ask the last one
	holders = {**readers, Service.RISK_SOAP: customers}
	return Siblings(
		campaigns=CampaignsClient(campaigns),
		care=CareClient(customers),
		customers=CustomersClient(customers),
		desk=DeskClient(campaigns),
		imports=ImportsClient(customers),
		lists=ListsClient(customers),
		mailer=MailerClient(mailer),
		person=PersonClient(customers, campaigns, mailer),
		rights=RightsClient(customers, holders),
		risk=RiskClient(campaigns),
		second_factor=SecondFactorClient(campaigns, relay),
		security=SecurityClient(campaigns),
		stuck=StuckClient(readers),
		staff=StaffClient(campaigns, anybody, relay),
		unsubscribe=UnsubscribeClient(own),
	)


def build_tokens(config: PortalConfig) -> ServiceTokens:
	"""Return what gives the portal its own tokens."""
	return ServiceTokens(
		token_url=f"{config.campaigns_url}{PATH_TOKEN}",
		client_id=Service.PORTAL.value,
		client_secret=config.client_secret.get_secret_value(),
	)


def read_siblings() -> Siblings:
	"""Return the clients of the app that serves this request."""
	siblings: Siblings = current_app.extensions[EXTENSION]
	return siblings
