"""The money of one campaign."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.finance import (
	BudgetWatch,
	BudgetWatchUpdate,
	FixedCost,
	FixedCostFields,
)
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import finance as finance_api
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.security.access import grant
from portal.finance.forms import build_cost_card, build_watch_card, show_watch
from portal.finance.lists import ACTIVITY, FIXED_COSTS
from portal.shell.forms.form import Form
from portal.shell.labels.formats import format_money
from portal.shell.pages.addresses import read_query
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once

blueprint = Blueprint("finance", __name__, url_prefix="/campanas/<int:campaign_id>/dinero")


@blueprint.get("/")
@grant(Permission.COSTS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show what the campaign has spent, will spend, and brought."""
	return render_finance(campaign_id)


@blueprint.post("/costos")
@grant(Permission.CAMPAIGNS_WRITE)
def add_cost(campaign_id: int) -> ResponseReturnValue:
	"""Add what the campaign pays once; a second click adds no more."""
	form = Form.read(FixedCostFields, request.form)
	made = form.save(
		lambda body: ask_once(form.nonce, finance_api.add_cost, campaign_id=campaign_id, body=body)
	)
	if made is None:
		return render_finance(campaign_id, cost=form), 422
	notify(_("«%(name)s» quedó anotado.", name=made.name))
	return to_finance(campaign_id)


@blueprint.get("/costos/<int:cost_id>/quitar")
@grant(Permission.CAMPAIGNS_WRITE)
def ask_drop(campaign_id: int, cost_id: int) -> ResponseReturnValue:
	"""Ask whether to take a cost out."""
	cost = find_cost(campaign_id, cost_id)
	return Question(
		title=_("Quitar «%(name)s»", name=cost.name),
		texts=[_("Son %(amount)s que ya no se contarán.", amount=format_money(cost.amount))],
		action=url_for("finance.drop_cost", campaign_id=campaign_id, cost_id=cost_id),
		yes=_("Quitar"),
		no=_("Volver"),
		back=url_for("finance.show", campaign_id=campaign_id),
		icon="trash",
	).render()


@blueprint.post("/costos/<int:cost_id>/quitar")
@grant(Permission.CAMPAIGNS_WRITE)
def drop_cost(campaign_id: int, cost_id: int) -> ResponseReturnValue:
	"""Take a cost out."""
	with notify_refusals():
		ask(finance_api.drop_cost, campaign_id=campaign_id, cost_id=cost_id)
		notify(_("El costo se quitó."))
	return to_finance(campaign_id)


@blueprint.post("/tope")
@grant(Permission.CAMPAIGNS_WRITE)
def set_watch(campaign_id: int) -> ResponseReturnValue:
	"""Keep at which part of its budget the campaign stops."""
	form = Form.read(BudgetWatchUpdate, request.form)
	kept = form.save(
		lambda body: ask(finance_api.set_watch, campaign_id=campaign_id, body=body),
		current=BudgetWatch,
	)
	if kept is None:
		return render_finance(campaign_id, watch=form), 422
	notify(_("El tope quedó guardado."))
	return to_finance(campaign_id)


def load_costs(campaign_id: int, query: ListQuery) -> Page[FixedCost]:
	"""Return a page of what the campaign pays once."""
	return ask(finance_api.list_costs, campaign_id=campaign_id, query=query)


def find_cost(campaign_id: int, cost_id: int) -> FixedCost:
	""":raises NotFound: the campaign has no such cost"""
	found = read_rows(ListQuery(), partial(load_costs, campaign_id))
	cost = next((one for one in found if one.id == cost_id), None)
	if cost is None:
		raise NotFound(_("No existe ese costo."))
	return cost


def to_finance(campaign_id: int) -> ResponseReturnValue:
	"""Lead back to the money of the campaign."""
	return redirect(url_for("finance.show", campaign_id=campaign_id), 303)


def render_finance(
	campaign_id: int,
	*,
	cost: Form[FixedCostFields] | None = None,
	watch: Form[BudgetWatchUpdate] | None = None,
) -> str:
	"""Return the page of money."""
	finance = ask(finance_api.show_finance, campaign_id=campaign_id)
	return render_template(
		"finance/campaign.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		finance=finance,
		activity=ACTIVITY,
		costs=FIXED_COSTS.fill(read_query(ListQuery), partial(load_costs, campaign_id)),
		adding=build_cost_card(campaign_id, cost or Form(FixedCostFields)),
		watching=build_watch_card(campaign_id, watch or show_watch(finance.watch)),
	)
