"""What the mailer asks: which campaigns mail monthly, and one campaign's audience (K23)."""

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_view import describe_day
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import MonthlyMailing, MonthlyMailings
from chasqui.contracts.mailer.recipients import CampaignForMail


class CampaignMailReader:
	def __init__(self, campaigns: CampaignRepository) -> None:
		self._campaigns = campaigns

	def list_monthly(self) -> MonthlyMailings:
		"""Return the campaigns in execution whose monthly mailing is on."""
		return MonthlyMailings(
			items=[
				MonthlyMailing(
					campaign_id=campaign.id,
					campaign_name=campaign.name,
					audience_id=audience.id,
					design_id=campaign.design_id or 0,
					subject=campaign.subject,
					monthly_day=describe_day(campaign.monthly_day),
					monthly_hour=campaign.monthly_hour,
					in_execution_since=campaign.in_execution_since or campaign.updated_at,
					ends_on=campaign.ends_on,
				)
				for campaign, audience in self._campaigns.list_monthly()
			]
		)

	def describe(self, campaign_id: int) -> CampaignForMail:
		"""Return a campaign's phase and ready audience.

		:raises NotFound: there is no such campaign
		"""
		row = self._campaigns.get(campaign_id)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		is_ready = audience is not None and audience.state == AudienceState.READY.value
		return CampaignForMail(
			campaign_id=row.id,
			name=row.name,
			phase=row.phase,
			audience_id=audience.id if audience is not None and is_ready else None,
			design_id=row.design_id,
			subject=row.subject,
		)
