"""Parts of the company's own results of a call."""

from sqlalchemy.orm import Session

from campaigns.results.repositories import OwnResultRepository
from campaigns.results.use_cases import OwnResultPolicy, OwnResultService
from campaigns.rules.wiring import RulesParts


class ResultsParts(RulesParts):
	"""Named, retired, asked of a call."""

	def make_own_result_service(self, session: Session) -> OwnResultService:
		return OwnResultService(OwnResultRepository(session))

	def make_own_result_policy(self, session: Session) -> OwnResultPolicy:
		return OwnResultPolicy(OwnResultRepository(session))
