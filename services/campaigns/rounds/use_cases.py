"""Calls once more, in a round of its own, whom a campaign gave up without reaching them (K26)."""

from campaigns.campaigns.domain.phases import ASSIGNABLE
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.rounds.models import CallRoundRow
from campaigns.rounds.repositories import CallRoundRepository
from chasqui.contracts.campaigns.call_corrections import CORRECTABLE_FOR
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.campaigns.rounds import (
	FIRST_ROUND,
	RECYCLED,
	Candidates,
	Round,
	RoundRequest,
	Rounds,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

CLOSED = say("La campaña terminó: ya no se abren rondas.")


class RoundService:
	def __init__(self, campaigns: CampaignRepository, rounds: CallRoundRepository) -> None:
		self._campaigns = campaigns
		self._rounds = rounds

	def show(self, campaign_id: int) -> Rounds:
		"""Return a campaign's rounds, and who could enter a new one.

		:raises NotFound: there is no such campaign
		"""
		campaign = self._campaigns.get(campaign_id)
		may_open = Phase(campaign.phase) in ASSIGNABLE
		candidates = self._list_candidates(campaign_id) if may_open else []
		return Rounds(rounds=self._list_rounds(campaign_id), candidates=candidates)

	def open(self, campaign_id: int, request: RoundRequest, by: str) -> Round:
		"""Have people called once more.

		:raises NotFound: there is no such campaign
		:raises Conflict: `phase_closed`; `list_changed`: they are not as many as were seen
		"""
		campaign = self._campaigns.get(campaign_id, lock=True)  # rounds take turns
		if Phase(campaign.phase) not in ASSIGNABLE:
			raise Conflict(CLOSED, code="phase_closed")
		now = read_now()
		row = CallRoundRow(
			campaign_id=campaign_id,
			number=len(self._rounds.list_opened(campaign_id)) + FIRST_ROUND + 1,
			results=[one.value for one in request.results],
			customers=request.expected,
			opened_by=by,
		)
		found = self._rounds.recycle(row, settled=now - CORRECTABLE_FOR, now=now)
		if found != request.expected:
			text = say(
				"Ahora son {count} clientes: revise los números y confirme otra vez.", count=found
			)
			raise Conflict(text, code="list_changed")
		self._rounds.add(row)
		details = LogDetails(count=found, number=row.number)
		self._campaigns.note(campaign_id, LogKind.ROUND, by, details)
		return Round(
			number=row.number,
			results=request.results,
			customers=found,
			pending=found,
			calls=0,
			contacts=0,
			sales=0,
			opened_by=by,
			opened_at=row.opened_at,
		)

	def _list_candidates(self, campaign_id: int) -> list[Candidates]:
		results, settled = [one.value for one in RECYCLED], read_now() - CORRECTABLE_FOR
		counts = self._rounds.count_given_up(campaign_id, results, settled)
		return [
			Candidates(result=one, customers=counts[one.value])
			for one in RECYCLED
			if counts.get(one.value)
		]

	def _list_rounds(self, campaign_id: int) -> list[Round]:
		figures = self._rounds.map_figures(campaign_id)
		waiting = self._rounds.map_waiting(campaign_id)
		opened = {row.number: row for row in self._rounds.list_opened(campaign_id)}
		everybody = sum(count for count, _ in waiting.values())
		rounds = []
		for number in (FIRST_ROUND, *opened):
			row = opened.get(number)
			calls, contacts, sales = figures.get(number, (0, 0, 0))
			rounds.append(
				Round(
					number=number,
					results=[CallResult(one) for one in row.results] if row else [],
					customers=row.customers if row else everybody,
					pending=waiting.get(number, (0, 0))[1],
					calls=calls,
					contacts=contacts,
					sales=sales,
					opened_by=row.opened_by if row else "",
					opened_at=row.opened_at if row else None,
				)
			)
		return rounds
