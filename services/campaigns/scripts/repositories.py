"""Scripts of all campaigns and of each, and whom to read one to."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.hours.repositories import SettingRepository
from campaigns.scripts.models import CallScriptRow


class CallScriptRepository(SettingRepository[CallScriptRow]):
	table = CallScriptRow


class ScriptMemberRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find_after(self, campaign_id: int, customer_id: int) -> AudienceMemberRow | None:
		"""Return the member after another in a campaign's audience; its first after the last."""
		row = AudienceMemberRow
		query = (
			select(row)
			.join(AudienceRow, AudienceRow.id == row.audience_id)
			.where(AudienceRow.campaign_id == campaign_id, row.name.is_not(None))
			.order_by(row.customer_id)
			.limit(1)
		)
		following = self._session.scalar(query.where(row.customer_id > customer_id))
		return following or self._session.scalar(query)
