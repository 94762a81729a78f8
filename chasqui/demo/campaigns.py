"""Campaigns of this month and the next ones, so that the statistics have something to count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rich.console import Console

from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.campaigns import (
	Campaign,
	CampaignFields,
	CampaignQuery,
	Phase,
	Priority,
	RepeatedRule,
)
from chasqui.contracts.campaigns.members import MemberGroup, MemberQuery, Stage
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns.reports import (
	CampaignReportQuery,
	CampaignsBy,
	report_campaigns,
	show_uplift,
)
from chasqui.demo.calls import assign, call_all, call_always
from chasqui.demo.steps import build_audience, move_on
from chasqui.demo.suite_client import Person

MOST_CAMPAIGNS = 200
SIERRA = ["EC-P", "EC-A", "EC-T", "EC-I", "EC-X", "EC-H", "EC-L"]
COAST = ["EC-G", "EC-M", "EC-O", "EC-R", "EC-E", "EC-SE"]


@dataclass(frozen=True)
class SampleCampaign:
	"""It begins in so many `days`, and goes to `phases` one after the other.

	With phases it has an audience, which the first one waits for. `calls` are made once it is in
	execution.
	"""

	name: str
	objective: str
	days: int
	budget: int | None
	criteria: SegmentCriteria
	phases: Sequence[Phase] = ()
	repeated: RepeatedRule = RepeatedRule.KEEP
	calls: Sequence[CallResult] = ()
	priority: Priority = Priority.NORMAL
	holdout_percent: int = 0


SAMPLES = (
	SampleCampaign(
		"Fibra para la Sierra", "Presentar la fibra en la Sierra", 0, 18_000,
		SegmentCriteria(age_from=25, age_to=60, provinces=SIERRA),
		(Phase.IN_EXECUTION, Phase.FINISHED),
		calls=(
			CallResult.SALE, CallResult.NO_ANSWER, CallResult.INTERESTED, CallResult.BUSY,
			CallResult.NOT_INTERESTED, CallResult.SALE, CallResult.VOICEMAIL,
			CallResult.NO_ANSWER, CallResult.INTERESTED, CallResult.SALE, CallResult.NO_ANSWER,
			CallResult.NOT_INTERESTED,
		),
		holdout_percent=20,
	),
	SampleCampaign(
		"Plan joven", "Que los jóvenes pasen a pospago", 0, 4200,
		SegmentCriteria(age_from=20, age_to=34), (Phase.IN_EXECUTION,), priority=Priority.HIGH,
	),
	SampleCampaign(
		"Costa conectada", "Ofrecer el plan hogar en la Costa", 35, 26_500,
		SegmentCriteria(age_from=30, age_to=70, provinces=COAST), (Phase.SEGMENTED,),
		RepeatedRule.PRIORITY,
	),
	SampleCampaign(
		"Renovación de equipos", "Renovar los equipos de los clientes", 95, 780,
		SegmentCriteria(genders=[Gender.MALE], age_from=35, age_to=65), (Phase.SEGMENTED,),
		RepeatedRule.EXCLUDE,
	),
	SampleCampaign(
		"Bienvenida al Oriente", "Llegar a la Amazonía", 150, 350,
		SegmentCriteria(age_from=20, age_to=70, provinces=["EC-N", "EC-S", "EC-Y", "EC-D"]),
		(Phase.CANCELLED,),
	),
	SampleCampaign(
		"Idea para fin de año", "Por definir", 280, None, SegmentCriteria(age_from=20, age_to=70)
	),
)  # fmt: skip


@dataclass(frozen=True)
class StatisticsSummary:
	"""How many members the audiences that are ready have, as each of these says."""

	campaigns: int
	listed: int
	by_gender: int
	by_age: int
	by_province: int
	by_phase: int
	in_trials: int
	"""Members of the audiences that hold out some …"""
	compared: int
	"""… on either side, and …"""
	called_though_held_out: int


def fill_campaigns(
	console: Console, head: Person, advisor: Person, today: date
) -> StatisticsSummary:
	"""Create the sample's campaigns once, and return what is counted of all."""
	known = {one.name for one in list_campaigns(head)}
	for sample in SAMPLES:
		if sample.name not in known:
			add_campaign(console, head, advisor, sample, today)
	listed = list_campaigns(head)
	counted = {by: count_members(head, by) for by in CampaignsBy}
	ready = [one.audience for one in listed if one.audience]
	trials = [one for one in ready if one.held_out]
	return StatisticsSummary(
		campaigns=len(listed),
		listed=sum(one.members for one in ready if one.state is AudienceState.READY),
		by_gender=counted[CampaignsBy.GENDER],
		by_age=counted[CampaignsBy.AGE],
		by_province=counted[CampaignsBy.PROVINCE],
		by_phase=counted[CampaignsBy.PHASE],
		in_trials=sum(one.members for one in trials),
		compared=sum(count_compared(head, one.campaign_id) for one in trials),
		called_though_held_out=sum(count_held_called(head, one.campaign_id) for one in trials),
	)


def count_compared(head: Person, campaign_id: int) -> int:
	"""Return how many people stand on the two sides of a campaign's comparison."""
	found = head.campaigns.call(show_uplift, campaign_id=campaign_id)
	return found.contacted.people + found.held_out.people


def count_held_called(head: Person, campaign_id: int) -> int:
	"""Return how many were called of those who should never be."""
	query = MemberQuery(group=MemberGroup.HELD_OUT, stage=Stage.CALLED)
	page = head.campaigns.call(desk_api.list_members, campaign_id=campaign_id, query=query)
	return len(page.items)


def list_campaigns(head: Person) -> list[Campaign]:
	"""Return the campaigns of the first page, which is long enough for the sample."""
	query = CampaignQuery(limit=MOST_CAMPAIGNS)
	return head.campaigns.call(campaigns_api.list_campaigns, query=query).items


def count_members(head: Person, by: CampaignsBy) -> int:
	"""Return what the lines of the statistics come to."""
	report = head.campaigns.call(report_campaigns, query=CampaignReportQuery(by=by))
	return sum(line.members for line in report.lines)


def add_campaign(
	console: Console, head: Person, advisor: Person, sample: SampleCampaign, today: date
) -> None:
	"""Create a campaign, build its audience if it goes anywhere, move it on and make its calls."""
	client, starts_on = head.campaigns, today + timedelta(days=sample.days)
	fields = CampaignFields(
		name=sample.name,
		objective=sample.objective,
		budget=None if sample.budget is None else Decimal(sample.budget),
		starts_on=starts_on,
		ends_on=starts_on + timedelta(days=60),
		criteria=sample.criteria,
		repeated=sample.repeated,
		priority=sample.priority,
		holdout_percent=sample.holdout_percent,
	)
	number = client.call(campaigns_api.create_campaign, body=fields).id
	if not sample.phases:
		return
	build_audience(console, head, number, f"Audiencia de «{sample.name}»")
	for phase in sample.phases:
		move_on(head, number, phase)
		if phase is Phase.IN_EXECUTION and sample.calls:
			call_always(head, number)
			assign(head, advisor, number, len(sample.calls))
			call_all(advisor, number, sample.calls)
