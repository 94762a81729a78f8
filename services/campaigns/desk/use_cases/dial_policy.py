"""Says whether a held customer may be called at this moment, and if not, exactly why (D2).

What was so at the lease may have changed since: an objection, a pause, the hour, another call.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.domain import find_free
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.phone_attempts import PhoneAttemptRepository
from campaigns.desk.use_cases.call_risk_policy import CallRiskPolicy
from campaigns.desk.use_cases.call_service import hold_task
from campaigns.hours.domain import find_place
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.pressure.use_cases.contact_policy import ContactPolicy
from campaigns.rules.use_cases import CallRulesReader
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.desk import Dial, DialRequest
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

NOT_RUNNING = say("La campaña ya no está en ejecución.")
OBJECTED = say("Esta persona ya no acepta llamadas.")
NO_PHONE = say("De esta persona ya no se tiene un teléfono.")
NO_HOUR = say("El horario de llamadas no deja ninguna hora para esta persona.")


class DialPolicy:
	def __init__(
		self,
		campaigns: CampaignRepository,
		tasks: CallTaskRepository,
		leases: CallLeaseRepository,
		attempts: PhoneAttemptRepository,
		contacts: ContactRepository,
		merges: MergeRepository,
		schedules: CallScheduleReader,
		rules: CallRulesReader,
		risks: CallRiskPolicy,
		pressure: ContactPolicy,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._tasks = tasks
		self._leases = leases
		self._attempts = attempts
		self._contacts = contacts
		self._merges = merges
		self._schedules = schedules
		self._rules = rules
		self._risks = risks
		self._pressure = pressure
		self._zone = zone

	def check(self, advisor_id: int, request: DialRequest) -> Dial:
		"""Return the number to call.

		:raises Conflict: `lease_lost`; `not_running`, `objected`, `no_phone`, `outside_hours`,
			`in_all`, `in_a_day` or `pressed`: it is not to be called, or not now; or what the risk
			asks for, as `CallRiskPolicy` has it
		"""
		token = request.lease_token
		task = hold_task(self._leases, advisor_id, token)
		member = self._tasks.find_member(task)
		if self._campaigns.get(task.campaign_id).phase != Phase.IN_EXECUTION:
			raise Conflict(NOT_RUNNING, code="not_running")
		person = self._merges.list_person(task.customer_id)
		if not member.may_phone or self._contacts.has_objection(person, ConsentChannel.PHONE):
			raise Conflict(OBJECTED, code="objected")
		if member.phone is None:
			raise Conflict(NO_PHONE, code="no_phone")
		now = read_now()
		self._check_hour(task, member, now)
		if not task.is_callback:  # what was promised is kept
			self._check_attempts(task, member.phone, now)
			self._check_pressure(task)
		self._risks.check_dial(task, token, request.risk_reason)
		return Dial(phone=member.phone)

	def _check_hour(self, task: CallTaskRow, member: AudienceMemberRow, now: datetime) -> None:
		schedule = self._schedules.find([task.campaign_id], now)[task.campaign_id]
		following = schedule.find_next(now, find_place(member.province, self._zone))
		if following == now:
			return
		if following is None:
			raise Conflict(NO_HOUR, code="outside_hours")
		local = following.astimezone(ZoneInfo(self._zone))
		text = say(
			"A esta hora no se llama a esta persona: se puede desde el {day} a las {time}.",
			day=f"{local:%d/%m/%Y}",
			time=f"{local:%H:%M}",
		)
		raise Conflict(text, code="outside_hours")

	def _check_attempts(self, task: CallTaskRow, phone: str, now: datetime) -> None:
		known = self._attempts.find(phone)
		if known is None:
			return
		rules = self._rules.find([task.campaign_id])[task.campaign_id]
		if known.attempts >= rules.attempts_in_all:
			text = say(
				"Intentos a este teléfono: {count}, todos los que las reglas permiten.",
				count=known.attempts,
			)
			raise Conflict(text, code="in_all")
		free = find_free(known.recent, rules.attempts_a_day)
		if free is None or free <= now:
			return
		local = free.astimezone(ZoneInfo(self._zone))
		text = say(
			"Intentos a este teléfono en 24 horas: {count}, los que las reglas permiten. Se puede "
			"otra vez desde el {day} a las {time}.",
			count=rules.attempts_a_day,
			day=f"{local:%d/%m/%Y}",
			time=f"{local:%H:%M}",
		)
		raise Conflict(text, code="in_a_day")

	def _check_pressure(self, task: CallTaskRow) -> None:
		free = self._pressure.find_free_day(task.campaign_id, task.customer_id, Channel.CALL)
		if free is not None:
			text = say(
				"A esta persona ya se la contactó, por correo o por teléfono, las veces que los "
				"límites permiten. Se puede llamar otra vez desde el {day}.",
				day=f"{free:%d/%m/%Y}",
			)
			raise Conflict(text, code="pressed")
