"""Plays what campaigns counts of one campaign."""

from collections.abc import Iterator

from flask import Blueprint, request

from chasqui.contracts.campaigns.contact_hours import ALL_AGES, ContactGrid, ContactHour
from chasqui.contracts.campaigns.desk import CallStatistics
from chasqui.contracts.campaigns.figures import CampaignRates, FigureDifference
from chasqui.contracts.campaigns.uplift import CampaignUplift
from chasqui.contracts.wire import Page
from tests.support.fakes.campaigns import find
from tests.support.fakes.world import NOW, World


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("figures", __name__)

	@blueprint.get("/v1/campaigns/<int:number>/calls/statistics")
	def count_calls(number: int) -> CallStatistics:
		results = world.results if number == 1 else {}
		return CallStatistics(
			total=sum(results.values()), by_result=results, pending=12,
			by_advisor={"Asesoría de Prueba": results} if results else {},
			by_day={"2026-11-20": results} if results else {}, by_hour={10: results, 9: {"SALE": 1}}
			if results else {},
		)  # fmt: skip

	@blueprint.get("/v1/figure-differences")
	def list_differences() -> Page[FigureDifference]:
		return Page(items=world.differences)

	@blueprint.get("/v1/campaigns/<int:number>/rates")
	def show_rates(number: int) -> CampaignRates:
		find(world, number)
		return world.campaign_rates

	@blueprint.get("/v1/campaigns/<int:number>/uplift")
	def show_uplift(number: int) -> CampaignUplift:
		find(world, number)
		return world.uplift

	@blueprint.get("/v1/contact-hours")
	def list_contact_hours() -> Page[ContactHour]:
		found = list(make_contact_hours(world, request.args.get("age", ALL_AGES)))
		wanted = request.args.get("region")
		return Page(items=[one for one in found if wanted in (None, one.region)])

	@blueprint.get("/v1/contact-hours/grid")
	def show_contact_grid() -> ContactGrid:
		found = make_contact_hours(world, request.args.get("age", ALL_AGES))
		return ContactGrid(items=list(found))

	return blueprint


def make_contact_hours(world: World, age: str) -> Iterator[ContactHour]:
	"""Yield hours of two provinces: the later, the better; of few calls early in one of them."""
	if not world.results:
		return
	for place, region in enumerate(("EC-P", "EC-W")):
		for hour in range(9, 13):
			yield ContactHour(
				region=region, age=age, hour=hour, calls=(hour - 8) * 20, contacts=hour - 7,
				rate=0.1 * (hour - 8) - 0.03 * place, lift=0.3 * (hour - 7), counted_at=NOW,
			)  # fmt: skip
