"""Plays the money of campaigns."""

from datetime import date
from decimal import Decimal

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.finance import (
	BudgetAlert,
	BudgetLevel,
	BudgetWatch,
	BudgetWatchUpdate,
	CampaignFinance,
	CostKind,
	CostLine,
	CostRate,
	CostRateFields,
	FixedCost,
	FixedCostFields,
)
from chasqui.contracts.customers.sales import SOLD
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NOW, World


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("finance", __name__)

	@blueprint.get("/v1/cost-rates")
	def list_rates() -> Page[CostRate]:
		kind = request.args.get("kind")
		all_too = request.args.get("withdrawn") == "true"
		found = [one for one in world.rates.values() if kind in (None, one.kind)]
		return Page(items=[one for one in found if all_too or not one.withdrawn_by])

	@blueprint.post("/v1/cost-rates")
	def set_rate() -> tuple[CostRate, int]:
		body = CostRateFields.model_validate_json(request.get_data())
		if any(_is_same(one, body) for one in world.rates.values()):
			text = say("Desde ese día ya hay una tarifa de esas.")
			fields = [FieldError("valid_from", text, "rate_exists")]
			raise Conflict(text, code="rate_exists", fields=fields)
		made = CostRate(**dict(body), id=len(world.rates) + 1, set_by=HEAD_NAME, set_at=NOW)
		world.rates[made.id] = made
		return made, 201

	@blueprint.delete("/v1/cost-rates/<int:number>")
	def withdraw(number: int) -> Response:
		update = {"withdrawn_by": HEAD_NAME}
		world.rates[number] = world.rates[number].model_copy(update=update)
		return Response(status=204)

	@blueprint.get("/v1/campaigns/<int:number>/finance")
	def show(number: int) -> CampaignFinance:
		return make_finance(world, number)

	@blueprint.put("/v1/campaigns/<int:number>/budget-watch")
	def set_watch(number: int) -> BudgetWatch:
		body = BudgetWatchUpdate.model_validate_json(request.get_data())
		known = world.watches.get(number, BudgetWatch())
		if body.version != known.version:
			text = say("Otra persona cambió el tope.")
			fields = [FieldError("stop_percent", text, "stale")]
			now = known.model_dump(mode="json")
			raise Conflict(text, code="stale", fields=fields, current=now)
		world.watches[number] = BudgetWatch(**{**dict(body), "version": body.version + 1})
		return world.watches[number]

	@blueprint.get("/v1/campaigns/<int:number>/costs")
	def list_costs(number: int) -> Page[FixedCost]:
		return Page(items=[one for one in world.costs.values() if one.campaign_id == number])

	@blueprint.post("/v1/campaigns/<int:number>/costs")
	def add_cost(number: int) -> tuple[FixedCost, int]:
		body = FixedCostFields.model_validate_json(request.get_data())
		of = {"id": len(world.costs) + 1, "campaign_id": number}
		made = FixedCost(**dict(body), **of, added_by=HEAD_NAME, added_at=NOW)
		world.costs[made.id] = made
		return made, 201

	@blueprint.delete("/v1/campaigns/<int:number>/costs/<int:cost>")
	def drop_cost(number: int, cost: int) -> Response:
		if cost not in world.costs or world.costs[cost].campaign_id != number:
			raise NotFound(say("No existe ese costo."))
		del world.costs[cost]
		return Response(status=204)

	@blueprint.get("/v1/budget-alerts")
	def list_alerts() -> Page[BudgetAlert]:
		found = [make_finance(world, number) for number in world.campaigns]
		return Page(
			items=[
				BudgetAlert(
					campaign_id=one.campaign_id,
					name=world.campaigns[one.campaign_id].name,
					phase=Phase.IN_EXECUTION,
					budget=one.budget or Decimal(0),
					spent=one.spent,
					level=one.level,
				)
				for one in found
				if one.level is not BudgetLevel.FINE
			]
		)

	return blueprint


def make_finance(world: World, number: int) -> CampaignFinance:
	"""Return the money of a campaign: `world.spent` of its budget, and two sales."""
	campaign = world.campaigns[number]
	fixed = sum(
		(one.amount for one in world.costs.values() if one.campaign_id == number), Decimal(0)
	)
	mails = world.spent.get(number, Decimal(0))
	spent, budget = fixed + mails, campaign.budget
	used = spent * 100 / budget if budget else Decimal(0)
	level = BudgetLevel.FINE
	if used >= 80:
		level = BudgetLevel.REACHED if used >= 100 else BudgetLevel.WARNED
	line = CostLine(kind=CostKind.MAIL, units=mails * 100, amount=mails, is_rated=bool(world.rates))
	revenue = Decimal("51.80")
	brought = [
		one for one in world.till.sales.values() if one.origin and one.origin.campaign_id == number
	]
	invoiced = [one for one in brought if one.state in SOLD]
	return CampaignFinance(
		campaign_id=number,
		as_of=date(2026, 11, 20),
		budget=budget,
		spent=spent,
		committed=Decimal(0),
		left=None if budget is None else budget - spent,
		forecast=spent,
		fixed=fixed,
		lines=[line] if mails else [],
		sales=2,
		unpriced_sales=1,
		revenue=revenue,
		invoiced_sales=len(invoiced),
		invoiced=sum((one.net for one in invoiced), Decimal(0)),
		result=revenue - spent,
		level=level,
		watch=world.watches.get(number, BudgetWatch()),
	)


def _is_same(rate: CostRate, body: CostRateFields) -> bool:
	is_same = (rate.kind, rate.valid_from) == (body.kind, body.valid_from)
	return is_same and not rate.withdrawn_by
