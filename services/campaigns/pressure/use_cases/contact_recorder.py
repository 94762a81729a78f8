"""Keeps on which days marketing reached whom, by which channel (R46)."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.pressure.repositories import ContactDayRepository
from campaigns.pressure.use_cases.pressure_service import PressureReader
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.event_payloads import ContactMade, ContactTakenBack, MailsAccepted
from chasqui.contracts.events import Event


class ContactRecorder:
	def __init__(
		self,
		days: ContactDayRepository,
		policies: PressureReader,
		events: EventPublisher,
		*,
		zone: str,
	) -> None:
		self._days = days
		self._policies = policies
		self._events = events
		self._zone = zone

	def find_rest(self, campaign_id: int, since: datetime) -> datetime | None:
		"""Return until when the other campaigns leave in peace who is not interested in one."""
		days = self._policies.find([campaign_id])[campaign_id].quiet_days
		return since + timedelta(days=days) if days else None

	def note_call(self, campaign_id: int, customer_id: int, at: datetime, contact_id: UUID) -> None:
		"""Keep a call that the customer answered, and say so to whom else reaches people."""
		day = at.astimezone(ZoneInfo(self._zone)).date()
		self._days.note([customer_id], day, Channel.CALL.value, contact_id)
		payload = ContactMade(
			customer_id=customer_id,
			campaign_id=campaign_id,
			channel=Channel.CALL,
			contact_id=contact_id,
		)
		self._events.publish(payload)

	def take_call_back(self, customer_id: int, contact_id: UUID) -> None:
		"""Forget a call that reached nobody after all, and say so."""
		self._days.take_back(customer_id, contact_id)
		payload = ContactTakenBack(customer_id=customer_id, contact_id=contact_id)
		self._events.publish(payload)

	def note_mails(self, event: Event[MailsAccepted]) -> None:
		"""Keep mails that a server took; a repeated event is one."""
		day = event.happened_at.astimezone(ZoneInfo(self._zone)).date()
		self._days.note(event.payload.customer_ids, day, Channel.MAIL.value, event.event_id)
