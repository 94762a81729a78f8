"""Keeps what is set for all campaigns, and for one alone, by whom has read the latest."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from campaigns.campaigns.domain.stale import refuse_stale
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.hours.models import SettingMixin
from campaigns.hours.repositories import SettingRepository
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.wire import Contract
from chasqui.kernel.clock import read_now
from chasqui.kernel.texts.text import Text


class Versioned(Protocol):
	"""An update that says which version was read."""

	@property
	def version(self) -> int: ...


Row = TypeVar("Row", bound=SettingMixin)
Update = TypeVar("Update", bound=Versioned)
Kept = TypeVar("Kept", bound=Contract)


class SettingService(ABC, Generic[Row, Update, Kept]):
	stale: ClassVar[Text]
	"""What is said to the second of two who change it."""
	field: ClassVar[str]
	"""As which a campaign's log names it."""

	def __init__(self, rows: SettingRepository[Row], campaigns: CampaignRepository) -> None:
		self._rows = rows
		self._campaigns = campaigns

	def show(self, campaign_id: int | None = None) -> Kept:
		"""Return what holds for a campaign: its own, or that of all; the usual where none is kept.

		:raises NotFound: there is no such campaign
		"""
		if campaign_id is not None:
			self._campaigns.get(campaign_id)
		row = self._rows.find(campaign_id)
		if row is None and campaign_id is not None:
			return self.show().model_copy(update={"version": 0})
		return self.describe_usual() if row is None else self.describe(row)

	def set(self, update: Update, by: str, campaign_id: int | None = None) -> Kept:
		"""Keep what holds for all campaigns, or for one alone.

		:raises NotFound: there is no such campaign
		:raises Conflict: `stale`: somebody else changed it meanwhile
		"""
		if campaign_id is not None:
			self._campaigns.get(campaign_id, lock=True)
		row = self._rows.find(campaign_id, lock=True)
		if update.version != (row.version if row else 0):
			raise refuse_stale(self.stale, self.show(campaign_id))
		if row is None:
			row = self.make(campaign_id)
		self.fill(row, update)
		row.updated_by, row.updated_at = by, read_now()
		row.version += 1
		self._rows.add(row)
		self._note(campaign_id, by)
		return self.describe(row)

	def drop(self, campaign_id: int, by: str) -> None:
		"""Let what is set for all campaigns hold for one again; again is nothing.

		:raises NotFound: there is no such campaign
		"""
		self._campaigns.get(campaign_id)
		if self._rows.drop(campaign_id):
			self._note(campaign_id, by)

	@abstractmethod
	def describe_usual(self) -> Kept:
		"""Return what holds where nobody has set anything."""

	@abstractmethod
	def describe(self, row: Row) -> Kept: ...

	@abstractmethod
	def make(self, campaign_id: int | None) -> Row:
		"""Return a row of version 0, to be filled."""

	@abstractmethod
	def fill(self, row: Row, update: Update) -> None: ...

	def _note(self, campaign_id: int | None, by: str) -> None:
		"""Write into a campaign's log that its own setting changed."""
		if campaign_id is not None:
			details = LogDetails(fields=[self.field])
			self._campaigns.note(campaign_id, LogKind.EDITED, by, details)


def describe_place(row: SettingMixin) -> dict[str, Any]:
	"""Return what every kept setting says of itself."""
	return {
		"version": row.version,
		"is_own": row.campaign_id is not None,
		"updated_by": row.updated_by,
		"updated_at": row.updated_at,
	}
