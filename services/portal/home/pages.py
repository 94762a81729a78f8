"""The first page, by role: what goes on, what wants attention, where to begin."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import Campaign, CampaignQuery, Phase
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunState
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.security.access import grant
from portal.mailing.clients import find_latest_run
from portal.session.staff import read_person
from portal.shell.labels.formats import format_percent
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask
from portal.stuck.pages import count_stuck

SHOWN_CAMPAIGNS = 5
FAILED_SHARE = 0.05  # above it a run wants attention

blueprint = Blueprint("home", __name__)
ENTRY = Entry(Group.WORK, 1, lazy_gettext("Inicio"), "home", "home.show")


@dataclass(frozen=True)
class Running:
	"""A campaign in execution and its latest run to the audience."""

	campaign: Campaign
	run: Part[Run | None]

	@property
	def alert(self) -> str:
		"""What wants attention, or an empty text."""
		return describe_trouble(self.run.value) if self.run.value else ""


@blueprint.get("/")
@grant(Permission.ACCOUNT_OWN)
def show() -> ResponseReturnValue:
	"""Show what this person's roles have to do."""
	person = read_person()
	parts: dict[str, object] = {}
	if person.may(Permission.CALLS_ASSIGN):
		parts["phases"] = load_part(partial(ask, campaigns_api.count_phases))
		parts["running"] = load_part(list_running)
	if person.may(Permission.CALLS_MAKE):
		parts["desk"] = load_part(partial(ask, desk_api.show_desk))
	if person.may(Permission.IMPORTS_RUN):
		parts["imports"] = load_part(lambda: ask(imports_api.list_imports, query=ListQuery()))
		parts["stuck"] = count_stuck()
	return render_template("home/show.html", **parts)


def list_running() -> list[Running]:
	"""Return the campaigns in execution, each with its latest run."""
	query = CampaignQuery(phase=Phase.IN_EXECUTION, limit=SHOWN_CAMPAIGNS)
	campaigns = ask(campaigns_api.list_campaigns, query=query).items
	return [Running(one, load_part(partial(find_latest_run, one.id))) for one in campaigns]


def describe_trouble(run: Run) -> str:
	"""Return what is wrong with a run, or an empty text."""
	if run.state in (RunState.FAILED, RunState.MISSED):
		return run.state_reason or str(_("El último envío no se completó."))
	if run.state is RunState.PAUSED:
		return str(_("El envío está en pausa."))
	failed = run.counts.by_state.get(DeliveryState.FAILED, 0)
	if run.counts.eligible and failed / run.counts.eligible > FAILED_SHARE:
		share = format_percent(failed, run.counts.eligible)
		return str(_("Falló el %(share)s de los correos.", share=share))
	return ""
