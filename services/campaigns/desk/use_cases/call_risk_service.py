"""Asks a held customer's risk before the call, and keeps who looked and what was answered (K29)."""

from uuid import UUID

from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.use_cases.call_risk_policy import CallRiskPolicy
from campaigns.desk.use_cases.call_service import hold_task
from campaigns.risk.clients.client import RiskClient
from campaigns.risk.domain.identities import IdentityHasher
from campaigns.risk.models.risk_check import RiskCheckRow
from campaigns.risk.repositories.risk_checks import RiskCheckRepository
from campaigns.risk.use_cases.risk_view import hide_scores, list_answer_values
from chasqui.contracts.campaigns.desk import DeskRisk
from chasqui.contracts.campaigns.risk import LookupKind, RiskPurpose
from chasqui.contracts.masking import mask_identity
from chasqui.contracts.risk import Identification, RiskAnswer, RiskStatus
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Invalid

PURPOSE = RiskPurpose.TELEMARKETING.value


class CallRiskService:
	def __init__(
		self,
		tasks: CallTaskRepository,
		leases: CallLeaseRepository,
		checks: RiskCheckRepository,
		policy: CallRiskPolicy,
		client: RiskClient,
		keys: IdentityHasher,
	) -> None:
		self._tasks = tasks
		self._leases = leases
		self._checks = checks
		self._policy = policy
		self._client = client
		self._keys = keys

	def check(self, advisor_id: int, token: UUID, *, fresh: bool) -> DeskRisk:
		"""Return the risk of the customer held with `token`; `UNAVAILABLE` is an answer too.

		`fresh` passes over an answer that is kept. Advisors see no score.

		:raises Conflict: `lease_lost`
		"""
		task = hold_task(self._leases, advisor_id, token)
		member = self._tasks.find_member(task)
		one = Identification(id_type=member.id_type or "", id_number=member.id_number or "")
		answer = self._ask(one, fresh=fresh)
		self._checks.add(
			RiskCheckRow(
				kind=LookupKind.DESK.value,
				staff_id=advisor_id,
				purpose=PURPOSE,
				subject=mask_identity(one.id_number),
				subject_key=self._keys.make_key(one),
				task_id=task.id,
				customer_id=task.customer_id,
				lease_token=token,
				reason=answer.reason.value if answer.reason else None,
				**list_answer_values(answer),
			)
		)
		verdict = self._policy.judge(task, token).verdict
		return DeskRisk(**dict(hide_scores(answer)), verdict=verdict)

	def _ask(self, one: Identification, *, fresh: bool) -> RiskAnswer:
		"""Return the risk; an identification that the service refuses has no record there."""
		try:
			return self._client.ask(one, PURPOSE, fresh=fresh)
		except Invalid:
			return RiskAnswer(status=RiskStatus.NOT_FOUND, asked_at=read_now())
