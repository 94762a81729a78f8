"""A campaign with a limit of its own: counted before it runs, and held against what came of it."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rich.console import Console

from chasqui.contracts.campaigns.campaigns import (
	CampaignFields,
	CampaignQuery,
	Phase,
)
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.campaigns.preflight import Preflight, SkipCause
from chasqui.contracts.campaigns.pressure import Channel, PressureUpdate
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import preflight as preflight_api
from chasqui.contracts.endpoints.campaigns import pressure as pressure_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.runs import Run, RunKind, RunQuery, RunRequest
from chasqui.demo.measures import measure_run
from chasqui.demo.steps import build_audience, move_on
from chasqui.demo.suite_client import Person
from chasqui.demo.waiting import Progressed, wait_for

NAME = "Recordatorio del plan hogar"
# Some of these women had mails of the main campaign today.
CRITERIA = SegmentCriteria(genders=[Gender.FEMALE], age_from=30, age_to=34, provinces=["EC-P"])
COUNTED_WITHIN = 60


@dataclass(frozen=True)
class LimitSummary:
	"""What was expected of the campaign, and its only run."""

	preflight: Preflight
	run: Run
	is_new: bool
	"""It ran just now, and not when the demonstration was run before."""

	@property
	def pressed(self) -> tuple[int, int]:
		"""Return how many the limits were to hold back from the mail, and how many they did."""
		[mail] = [one for one in self.preflight.channels if one.channel is Channel.MAIL]
		counted = self.run.counts.skipped_by_reason.get("pressure", 0)
		return mail.skipped.get(SkipCause.PRESSURE, 0), counted


def fill_limited(
	console: Console, head: Person, today: date, design_id: int | None
) -> LimitSummary:
	"""Run the limited campaign once; return what was expected of it and what came."""
	query = CampaignQuery(q=NAME, limit=10)
	known = head.campaigns.call(campaigns_api.list_campaigns, query=query).items
	number = known[0].id if known else _run_limited(console, head, today, design_id)
	preflight = head.campaigns.call(preflight_api.show_preflight, campaign_id=number)
	runs = RunQuery(campaign_id=number, kind=RunKind.ON_DEMAND)
	[run] = head.mailer.call(runs_api.list_runs, query=runs).items
	return LimitSummary(preflight, run, is_new=not known)


def _run_limited(console: Console, head: Person, today: date, design_id: int | None) -> int:
	client = head.campaigns
	number = _plan(console, head, today)
	own = client.call(pressure_api.show_own_pressure, campaign_id=number)
	limits = own.by_channel.model_copy(update={"mail": own.by_channel.mail.model_copy()})
	limits.mail.a_day = 1
	body = PressureUpdate(
		together=own.together, by_channel=limits, quiet_days=own.quiet_days, version=0
	)
	client.call(pressure_api.set_own_pressure, campaign_id=number, body=body)
	client.call(preflight_api.ask_preflight, campaign_id=number)
	wait_for(
		console,
		"Revisión previa de la campaña con límites",
		lambda: client.call(preflight_api.show_preflight, campaign_id=number),
		lambda now: Progressed(now.members, now.members, now.state is CountState.READY),
		longest=COUNTED_WITHIN,
	)
	move_on(head, number, Phase.IN_EXECUTION)
	request = RunRequest(campaign_id=number, design_id=design_id)
	run = head.mailer.once(str(uuid.uuid4())).call(runs_api.open_run, body=request)
	wait_for(
		console,
		"Enviando el correo de la campaña con límites",
		lambda: head.mailer.call(runs_api.show_run, run_id=run.id),
		measure_run,
	)
	return number


def _plan(console: Console, head: Person, today: date) -> int:
	client = head.campaigns
	fields = CampaignFields(
		name=NAME,
		objective="Recordar el plan hogar a quien hoy no recibió otro correo",
		budget=Decimal(600),
		starts_on=today,
		ends_on=today + timedelta(days=30),
		criteria=CRITERIA,
	)
	number = client.call(campaigns_api.create_campaign, body=fields).id
	build_audience(console, head, number, f"Audiencia de «{NAME}»")
	return number
