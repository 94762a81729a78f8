"""Plays what campaigns counts of one campaign."""

from flask import Blueprint

from chasqui.contracts.campaigns.desk import CallStatistics
from chasqui.contracts.campaigns.figures import CampaignRates
from chasqui.contracts.campaigns.uplift import CampaignUplift
from tests.support.fakes.campaigns import find
from tests.support.fakes.world import World


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

	@blueprint.get("/v1/campaigns/<int:number>/rates")
	def show_rates(number: int) -> CampaignRates:
		find(world, number)
		return world.campaign_rates

	@blueprint.get("/v1/campaigns/<int:number>/uplift")
	def show_uplift(number: int) -> CampaignUplift:
		find(world, number)
		return world.uplift

	return blueprint
