"""Says whether a person may be reached once more by a channel, and if not, from when on (R46)."""

from datetime import date

from campaigns.pressure.domain import find_free_day
from campaigns.pressure.repositories import ContactDayRepository
from campaigns.pressure.use_cases.pressure_service import PressureReader
from chasqui.contracts.campaigns.pressure import LONGEST_DAYS, Channel, find_first_day
from chasqui.kernel.clock import read_today


class ContactPolicy:
	def __init__(
		self, policies: PressureReader, contacts: ContactDayRepository, *, zone: str
	) -> None:
		self._policies = policies
		self._contacts = contacts
		self._zone = zone

	def find_free_day(self, campaign_id: int, customer_id: int, channel: Channel) -> date | None:
		"""Return the day from which a campaign may reach somebody; None where it may today."""
		limits = list(self._policies.find([campaign_id])[campaign_id].list_limits(channel))
		if not limits:
			return None
		today = read_today(self._zone)
		known = self._contacts.list_since(customer_id, find_first_day(today, LONGEST_DAYS))
		return find_free_day(limits, known, today)
