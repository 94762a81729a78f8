"""What follows when somebody answers a campaign's mail (K25): a person talks to them from now on.

The campaign's next mails are held back, if its calling rules say so, and an advisor calls them
before others.
"""

from campaigns.answers.repositories import MailAnswerRepository
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.rules.use_cases import CallRulesReader
from chasqui.contracts.campaigns.call_results import StopReason
from chasqui.contracts.event_payloads import MailAnswered, MailStopped
from chasqui.contracts.events import Event


class MailAnswerRecorder:
	def __init__(
		self,
		answers: MailAnswerRepository,
		merges: MergeRepository,
		rules: CallRulesReader,
		events: EventPublisher,
	) -> None:
		self._answers = answers
		self._merges = merges
		self._rules = rules
		self._events = events

	def record(self, event: Event[MailAnswered]) -> None:
		"""Keep that a person answered; again is nothing new."""
		payload = event.payload
		person = self._merges.list_person(payload.customer_id)
		self._answers.keep(payload.campaign_id, person, payload.answered_at)
		self.stop_mail(payload.campaign_id, payload.customer_id)

	def stop_mail(self, campaign_id: int, customer_id: int) -> None:
		"""Hold the campaign's mail to somebody back who has answered it, if its rules say so."""
		if self._answers.find(campaign_id, customer_id) is None:
			return
		if self._rules.find([campaign_id])[campaign_id].answer_stops_mail:
			self._events.publish(
				MailStopped(
					customer_id=customer_id, campaign_id=campaign_id, reason=StopReason.ANSWERED
				)
			)
