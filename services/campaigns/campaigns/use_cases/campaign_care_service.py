"""Who looks after a campaign, what is remembered of it, and whether it is out of the way."""

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.campaigns.domain.phases import ARCHIVABLE
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_service import CampaignService, check_version
from chasqui.contracts.access import Permission, list_permissions
from chasqui.contracts.campaigns.campaigns import Campaign, CampaignNote, OwnerChange, Phase
from chasqui.contracts.campaigns.log import LogDetails, LogEntry, LogKind, LogQuery
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say

NOBODY = say("Nadie con ese nombre puede llevar campañas.")
BUSY = say("Solo se archiva una campaña que terminó o que no ha empezado.")


class CampaignCareService:
	def __init__(
		self, campaigns: CampaignRepository, staff: StaffRepository, service: CampaignService
	) -> None:
		self._campaigns = campaigns
		self._staff = staff
		self._service = service

	def give(self, campaign_id: int, change: OwnerChange, by: str) -> Campaign:
		"""Let somebody else look after a campaign.

		:raises Conflict: `stale`
		:raises Invalid: nobody of that name may make campaigns
		"""
		row = self._campaigns.get(campaign_id, lock=True)
		check_version(row, change.version, self._service.get(campaign_id))
		if change.owner not in self.list_owners():
			raise Invalid(NOBODY, fields=[FieldError("owner", NOBODY, "no_owner")])
		if change.owner != row.owner:
			row.owner = change.owner
			row.version += 1
			details = LogDetails(name=change.owner)
			self._campaigns.note(campaign_id, LogKind.OWNER, by, details)
		return self._service.get(campaign_id)

	def list_owners(self) -> set[str]:
		"""Return the names of those who may look after campaigns."""
		return {
			one.name
			for one in self._staff.list_active(None)
			if Permission.CAMPAIGNS_WRITE in list_permissions(one.roles)
		}

	def note(self, campaign_id: int, note: CampaignNote, by: str) -> LogEntry:
		"""Write a note into the campaign's log.

		:raises NotFound: there is no such campaign
		"""
		self._campaigns.get(campaign_id)
		self._campaigns.note(campaign_id, LogKind.NOTE, by, LogDetails(reason=note.text))
		newest = LogQuery(kind=LogKind.NOTE, limit=1)
		return self._service.list_log(campaign_id, newest).items[0]

	def archive(self, campaign_id: int, by: str) -> Campaign:
		"""Put a campaign out of the list; again is nothing.

		:raises Conflict: `busy`: it is going on
		"""
		row = self._campaigns.get(campaign_id, lock=True)
		if Phase(row.phase) not in ARCHIVABLE:
			raise Conflict(BUSY, code="busy")
		if row.archived_at is None:
			row.archived_at = read_now()
			self._campaigns.note(campaign_id, LogKind.ARCHIVED, by, LogDetails())
		return self._service.get(campaign_id)

	def restore(self, campaign_id: int, by: str) -> None:
		"""Bring a campaign back into the list; again is nothing."""
		row = self._campaigns.get(campaign_id, lock=True)
		if row.archived_at is not None:
			row.archived_at = None
			self._campaigns.note(campaign_id, LogKind.RESTORED, by, LogDetails())
