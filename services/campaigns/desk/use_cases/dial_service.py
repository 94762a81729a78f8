"""Writes what the dialler is asked for a call that `DialPolicy` lets through."""

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.use_cases.call_service import hold_task
from campaigns.desk.use_cases.dial_policy import DialPolicy
from campaigns.dialler.use_cases import DialAttemptService
from chasqui.contracts.campaigns.desk import DialRequest
from chasqui.contracts.campaigns.dialler import DialOrder
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

SAMPLE = say("Es un número de ejemplo: el marcador no lo llama.")


class DialService:
	def __init__(
		self,
		policy: DialPolicy,
		tasks: CallTaskRepository,
		leases: CallLeaseRepository,
		staff: StaffRepository,
		attempts: DialAttemptService,
	) -> None:
		self._policy = policy
		self._tasks = tasks
		self._leases = leases
		self._staff = staff
		self._attempts = attempts

	def begin(self, advisor_id: int, request: DialRequest) -> DialOrder:
		"""Keep an attempt and return what the dialler is asked.

		:raises Conflict: as `DialPolicy` has it; `sample_phone`: nobody's number; `dialling`: the
			person may be ringing already
		"""
		phone = self._policy.check(advisor_id, request).phone
		task = hold_task(self._leases, advisor_id, request.lease_token)
		if self._tasks.find_member(task).synthetic:
			raise Conflict(SAMPLE, code="sample_phone")
		advisor = self._staff.find_by_id(advisor_id)
		assert advisor is not None  # whoever holds a customer has an account
		return DialOrder(
			attempt_id=self._attempts.begin(advisor_id, request.lease_token, task.customer_id),
			customer_token=request.lease_token,
			phone=phone,
			advisor=advisor.username,
			campaign_id=task.campaign_id,
			sent_at=read_now(),
		)
