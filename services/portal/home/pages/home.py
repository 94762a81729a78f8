"""The first page, by role: what goes on, what wants attention, where to begin."""

from dataclasses import dataclass
from functools import partial

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.calls import Callback, CallbackQuery
from chasqui.contracts.campaigns.campaigns import Campaign, CampaignQuery, Phase
from chasqui.contracts.endpoints.campaigns import calls as calls_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.jobs import JobQuery
from chasqui.contracts.mailer.runs import Run
from chasqui.kernel.security.access import grant
from portal.home.pages.attention import find_attention
from portal.mailing.clients import find_latest_run
from portal.session.staff import read_person
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

SHOWN_CAMPAIGNS = 5
SHOWN_CALLBACKS = 5

blueprint = Blueprint("home", __name__)
ENTRY = Entry(Group.WORK, 1, lazy_gettext("Inicio"), "home", "home.show")


@dataclass(frozen=True)
class Running:
	"""A campaign in execution and its latest run to the audience."""

	campaign: Campaign
	run: Part[Run | None]


@blueprint.get("/")
@grant(Permission.ACCOUNT_OWN)
def show() -> ResponseReturnValue:
	"""Show what this person's roles have to do."""
	person = read_person()
	parts: dict[str, object] = {"attention": find_attention(person)}
	if person.may(Permission.CALLS_ASSIGN):
		parts["phases"] = load_part(partial(ask, campaigns_api.count_phases))
		parts["running"] = load_part(list_running)
	if person.may(Permission.CALLS_MAKE):
		parts["desk"] = load_part(partial(ask, desk_api.show_desk))
		parts["promised"] = load_part(list_promised)
	if person.may(Permission.IMPORTS_RUN):
		parts["imports"] = load_part(lambda: ask(imports_api.list_imports, query=JobQuery()))
	return render_template("home/show.html", **parts)


def list_promised() -> list[Callback]:
	"""Return the next calls that this person has promised."""
	query = CallbackQuery(advisor_id=read_person().id, limit=SHOWN_CALLBACKS)
	return ask(calls_api.list_callbacks, query=query).items


def list_running() -> list[Running]:
	"""Return the campaigns in execution, each with its latest run."""
	query = CampaignQuery(phase=Phase.IN_EXECUTION, limit=SHOWN_CAMPAIGNS)
	campaigns = ask(campaigns_api.list_campaigns, query=query).items
	return [Running(one, load_part(partial(find_latest_run, one.id))) for one in campaigns]
