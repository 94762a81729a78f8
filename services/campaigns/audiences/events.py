"""What the mailer publishes of mails to members of audiences."""

from typing import Any

from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts.event_payloads import MailsAccepted
from chasqui.kernel.feed.subscriptions import Subscription


def build_subscriptions(wiring: AudienceParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	handler = wiring.make_accepted_mail_handler
	return [Subscription(MailsAccepted, lambda session, it: handler(session).note(it))]
