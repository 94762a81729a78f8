"""What the mailer asks of campaigns."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from chasqui.contracts.campaigns import MonthlyMailings
from chasqui.contracts.mailer import PATH_RECIPIENTS, CampaignForMail
from chasqui.kernel.clients.rest import RestClient

PATH_FOR_MAIL = "/v1/campaigns/{campaign_id}/for-mail"
PATH_MONTHLY = "/v1/monthly-mailings"


class CampaignsClient:
	"""Raises what `RestClient` raises."""

	def __init__(self, rest: RestClient) -> None:
		self._rest = rest

	def find_campaign(self, campaign_id: int) -> CampaignForMail:
		"""Return a campaign's phase and audience."""
		return self._rest.get(PATH_FOR_MAIL.format(campaign_id=campaign_id), CampaignForMail)

	def list_monthly(self) -> MonthlyMailings:
		"""Return the campaigns in execution with monthly mailing on."""
		return self._rest.get(PATH_MONTHLY, MonthlyMailings)


class RecipientSource:
	"""A service that streams recipients: campaigns for audiences, customers for service mails."""

	def __init__(self, rest: RestClient) -> None:
		self._rest = rest

	def stream(self, source_ref: str, run_id: int) -> AbstractContextManager[Iterator[bytes]]:
		"""Open the stream of a run's recipients: COPY text with its trailer."""
		path = PATH_RECIPIENTS.format(source_ref=source_ref)
		return self._rest.stream("GET", path, params={"run_id": run_id})
