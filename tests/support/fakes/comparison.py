"""Plays the comparison of an audience: two people differ, once it was asked for."""

from flask import Blueprint

from chasqui.contracts.campaigns.comparison import (
	AudienceComparison,
	ComparedPerson,
	Difference,
)
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NAMES, NOW, World

WAY = "/v1/campaigns/<int:number>/audience/comparison"


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("comparison", __name__)

	@blueprint.get(WAY)
	def show_comparison(number: int) -> AudienceComparison:
		if number not in world.comparisons:
			raise NotFound(say("Nadie ha comparado esta audiencia."))
		return world.comparisons[number]

	@blueprint.post(WAY)
	def ask_comparison(number: int) -> AudienceComparison:
		world.comparisons[number] = AudienceComparison(
			campaign_id=number, state=CountState.COUNTING, asked_by=HEAD_NAME, asked_at=NOW
		)
		return world.comparisons[number]

	@blueprint.get(f"{WAY}/people")
	def list_compared(number: int) -> Page[ComparedPerson]:
		return Page[ComparedPerson](
			items=[
				ComparedPerson(
					id=1, customer_id=1, difference=Difference.LEAVES, name=NAMES[0], age=71,
					province="EC-P", canton="1701",
				),
				ComparedPerson(id=2, customer_id=2, difference=Difference.ENTERS),
			]
		)  # fmt: skip

	return blueprint
