"""Policies of contact pressure of all campaigns and of each, and the ledger of contacts."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.contacts.models.merged_customer import MergedCustomerRow
from campaigns.hours.repositories import SettingRepository
from campaigns.pressure.domain import Contact
from campaigns.pressure.models import ContactDayRow, PressurePolicyRow
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.kernel.feed.day_ledgers import DayLedgerRepository


class PressurePolicyRepository(SettingRepository[PressurePolicyRow]):
	table = PressurePolicyRow


class ContactDayRepository(DayLedgerRepository):
	def __init__(self, session: Session) -> None:
		super().__init__(session, ContactDayRow, MergedCustomerRow.__tablename__)

	def list_since(self, customer_id: int, since: date) -> list[Contact]:
		"""Return when the person of a record was reached."""
		row = ContactDayRow
		query = select(row.day, row.channel).where(row.customer_id == customer_id, row.day >= since)
		return [Contact(day, Channel(channel)) for day, channel in self._session.execute(query)]
