"""Parts of answers to mails."""

from sqlalchemy.orm import Session

from campaigns.answers.repositories import MailAnswerRepository
from campaigns.answers.use_cases import MailAnswerRecorder
from campaigns.audiences.wiring import AudienceParts
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.rules.wiring import RulesParts


class AnswersParts(AudienceParts, RulesParts):
	"""Who answered which campaign, and what follows."""

	def make_mail_answer_recorder(self, session: Session) -> MailAnswerRecorder:
		return MailAnswerRecorder(
			MailAnswerRepository(session),
			MergeRepository(session),
			self.make_call_rules_reader(session),
			self.make_events(session),
		)
