"""What the mailer publishes of mails that reached members of audiences."""

from typing import Any

from sqlalchemy.orm import Session

from campaigns.pressure.wiring import PressureParts
from chasqui.contracts.event_payloads import MailsAccepted
from chasqui.contracts.events import Event
from chasqui.kernel.feed.subscriptions import Subscription


def build_subscriptions(wiring: PressureParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""

	def follow_mails(session: Session, event: Event[MailsAccepted]) -> None:
		wiring.make_accepted_mail_handler(session).note(event)
		wiring.make_contact_recorder(session).note_mails(event)

	return [Subscription(MailsAccepted, follow_mails)]
