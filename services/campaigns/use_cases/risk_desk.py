"""Asks a held customer's risk before the call, and keeps who looked and what was answered (K29)."""

from uuid import UUID

from campaigns.clients.risk import RiskClient
from campaigns.models.risk_check import RiskCheck
from campaigns.repositories.call_tasks import CallTaskRepository
from campaigns.repositories.calls import CallRepository
from campaigns.use_cases.call_desk import hold_task
from chasqui.contracts.risk import RiskAnswer


class RiskDesk:
	def __init__(
		self, tasks: CallTaskRepository, calls: CallRepository, client: RiskClient
	) -> None:
		self._tasks = tasks
		self._calls = calls
		self._client = client

	def check(self, advisor_id: int, token: UUID) -> RiskAnswer:
		"""Return the risk of the customer held with `token`; `UNAVAILABLE` is an answer too.

		:raises Conflict: `lease_lost`
		"""
		task = hold_task(self._tasks, advisor_id, token)
		member = self._tasks.find_member(task)
		answer = self._client.ask(member.id_type or "", member.id_number or "")
		self._calls.add(
			RiskCheck(
				task_id=task.id,
				advisor_id=advisor_id,
				customer_id=task.customer_id,
				lease_token=token,
				status=answer.status.value,
				level=answer.level.value,
				score=answer.score,
				as_of=answer.as_of,
				source=answer.source,
				asked_at=answer.asked_at,
			)
		)
		return answer
