"""Says whether a held customer may be called, by what the campaign asks of the risk (K28)."""

from uuid import UUID

from campaigns.desk.models.call_task import CallTaskRow
from campaigns.risk.use_cases.risk_history_reader import RiskHistoryReader
from campaigns.risk_rules.domain import JudgedRisk, judge_risk
from campaigns.risk_rules.use_cases import RiskRulesReader
from chasqui.contracts.campaigns.risk_rules import RiskVerdict
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

REASON_NEEDED = say("El riesgo es alto: escriba por qué llama.")
REFUSALS = {
	RiskVerdict.CHECK_FIRST: say(
		"Esta campaña pide consultar el riesgo antes de llamar: consúltelo y siga."
	),
	RiskVerdict.HOLD: say(
		"La central de riesgos no responde y esta campaña espera por ella: devuelva el cliente a "
		"la cola u omítalo."
	),
	RiskVerdict.SKIP: say(
		"El riesgo es alto y esta campaña no llama a quien lo tiene: guarde «Omitido»."
	),
}
CODES = {
	RiskVerdict.CHECK_FIRST: "risk_unchecked",
	RiskVerdict.HOLD: "risk_down",
	RiskVerdict.SKIP: "risk_high",
}


class CallRiskPolicy:
	def __init__(self, rules: RiskRulesReader, risks: RiskHistoryReader) -> None:
		self._rules = rules
		self._risks = risks

	def judge(self, task: CallTaskRow, token: UUID) -> JudgedRisk:
		"""Return what the rules say of the customer of a task; the token is of its hold."""
		return judge_risk(
			self._rules.find(task.campaign_id),
			self._risks.find_checked(token),
			self._risks.find_reviewed(task.customer_id),
			read_now(),
		)

	def check_dial(self, task: CallTaskRow, token: UUID, reason: str) -> None:
		"""Let somebody be called, or say why not.

		:raises Conflict: `risk_unchecked`, `risk_down`, `risk_high`; `reason_needed`
		"""
		verdict = self.judge(task, token).verdict
		if verdict.forbids_call:
			raise Conflict(REFUSALS[verdict], code=CODES[verdict])
		if verdict is RiskVerdict.DECIDE and not reason.strip():
			raise Conflict(REASON_NEEDED, code="reason_needed")
