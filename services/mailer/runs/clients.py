"""What the mailer asks of campaigns."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from chasqui.contracts.campaigns.campaigns import MonthlyMailings
from chasqui.contracts.endpoints.campaigns import audiences as campaigns
from chasqui.contracts.mailer.recipients import CampaignForMail, RecipientQuery
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class CampaignsClient:
	"""Raises what `RestClient` raises."""

	def __init__(self, rest: RestClient) -> None:
		self._rest = rest

	def find_campaign(self, campaign_id: int) -> CampaignForMail:
		"""Return a campaign's phase and audience."""
		return self._rest.call(campaigns.describe_campaign, campaign_id=campaign_id)

	def list_monthly(self) -> MonthlyMailings:
		"""Return the campaigns in execution with monthly mailing on."""
		return self._rest.call(campaigns.list_monthly)


class RecipientClient:
	"""A service that streams recipients: campaigns for audiences, customers for service mails."""

	def __init__(self, rest: RestClient) -> None:
		self._rest = rest

	def stream(self, source_ref: str, run_id: int) -> AbstractContextManager[Iterator[bytes]]:
		"""Open the stream of a run's recipients: COPY text with its trailer.

		:raises NotFound: no audience has this name
		"""
		if not source_ref.isdecimal():
			raise NotFound(say("No existe esa audiencia."), code="no_audience")
		query = RecipientQuery(run_id=run_id)
		return self._rest.open(
			campaigns.stream_recipients, audience_id=int(source_ref), query=query
		)
