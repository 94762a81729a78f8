"""Parts of the company's own results of a call."""

from sqlalchemy.orm import Session

from campaigns.results.repositories.call_reasons import CallReasonRepository
from campaigns.results.repositories.own_results import OwnResultRepository
from campaigns.results.use_cases.call_reasons import CallReasonPolicy, CallReasonService
from campaigns.results.use_cases.own_results import OwnResultPolicy, OwnResultService
from campaigns.rules.wiring import RulesParts


class ResultsParts(RulesParts):
	"""Named, retired, asked of a call."""

	def make_own_result_service(self, session: Session) -> OwnResultService:
		return OwnResultService(OwnResultRepository(session))

	def make_call_reason_service(self, session: Session) -> CallReasonService:
		return CallReasonService(CallReasonRepository(session), OwnResultRepository(session))

	def make_call_reason_policy(self, session: Session) -> CallReasonPolicy:
		return CallReasonPolicy(CallReasonRepository(session))

	def make_own_result_policy(self, session: Session) -> OwnResultPolicy:
		return OwnResultPolicy(OwnResultRepository(session))
