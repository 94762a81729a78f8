"""Follows what campaigns publishes of how often people may be reached, and were."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import ContactMade, ContactTakenBack, PressureChanged
from chasqui.contracts.events import Event
from mailer.pressure.repositories import ContactDayRepository, PressureRepository


class PressureEventHandler:
	def __init__(self, zone: str) -> None:
		self._zone = ZoneInfo(zone)

	def follow_limits(self, session: Session, event: Event[PressureChanged]) -> None:
		"""Keep the limits of all campaigns, or of one."""
		payload = event.payload
		PressureRepository(session).keep(payload.campaign_id, payload.limits, event.happened_at)

	def note_contact(self, session: Session, event: Event[ContactMade]) -> None:
		"""Keep that a campaign reached somebody; a repeated event is one."""
		day, payload = event.happened_at.astimezone(self._zone).date(), event.payload
		days = ContactDayRepository(session)
		known_by = payload.contact_id or event.event_id
		days.note([payload.customer_id], day, payload.channel.value, known_by)

	def take_contact_back(self, session: Session, event: Event[ContactTakenBack]) -> None:
		"""Forget a contact that was none."""
		payload = event.payload
		ContactDayRepository(session).take_back(payload.customer_id, payload.contact_id)
