"""What the mailer publishes of answers to a campaign's mails."""

from typing import Any

from campaigns.answers.wiring import AnswersParts
from chasqui.contracts.event_payloads import MailAnswered
from chasqui.kernel.feed.subscriptions import Subscription


def build_subscriptions(wiring: AnswersParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	recorder = wiring.make_mail_answer_recorder
	return [Subscription(MailAnswered, lambda session, it: recorder(session).record(it))]
