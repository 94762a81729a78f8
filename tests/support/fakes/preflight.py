"""Plays the pre-flight of campaigns: one is counted, and names three whom it does not reach."""

from flask import Blueprint, request

from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.campaigns.overlaps import CampaignShare
from chasqui.contracts.campaigns.preflight import (
	ChannelForecast,
	Preflight,
	SkipCause,
	SkippedPerson,
	SkippedQuery,
)
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NAMES, NOW, World

SKIPPED = (
	(1, Channel.MAIL, SkipCause.NO_ADDRESS),
	(2, Channel.MAIL, SkipCause.PRESSURE),
	(2, Channel.CALL, SkipCause.PRESSURE),
)


def count_preflight(asked_by: str = HEAD_NAME) -> Preflight:
	"""Return a counted pre-flight."""
	return Preflight(
		campaign_id=1,
		state=CountState.READY,
		members=5000,
		channels=[
			ChannelForecast(
				channel=Channel.MAIL,
				reached=4000,
				skipped={SkipCause.NO_ADDRESS: 700, SkipCause.PRESSURE: 300},
				cost="50",
			),
			ChannelForecast(channel=Channel.CALL, reached=4900, skipped={SkipCause.PRESSURE: 100}),
		],
		risky=12,
		shared=[CampaignShare(campaign_id=3, campaign_name="Plan móvil", members=1204)],
		budget="1000",
		asked_by=asked_by,
		asked_at=NOW,
		counted_at=NOW,
	)


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("preflight", __name__, url_prefix="/v1/campaigns/<int:number>/preflight")

	def find() -> Preflight:
		if world.preflight is None:
			raise NotFound(say("No tiene revisión previa."), code="no_preflight")
		found: Preflight = world.preflight
		return found

	@blueprint.get("")
	def show(number: int) -> Preflight:
		return find()

	@blueprint.post("")
	def count(number: int) -> Preflight:
		world.preflight = count_preflight().model_copy(update={"state": CountState.COUNTING})
		return find()

	@blueprint.post("/approval")
	def approve(number: int) -> Preflight:
		news = {"approved_by": "Administración de Prueba", "approved_at": NOW}
		world.preflight = find().model_copy(update=news)
		return find()

	@blueprint.get("/skipped")
	def list_skipped(number: int) -> Page[SkippedPerson]:
		asked = SkippedQuery.model_validate(request.args.to_dict())
		return Page(
			items=[
				SkippedPerson(
					id=line, customer_id=customer, name=NAMES[customer - 1], masked_id="17******01",
					province="EC-P", canton="1701", channel=channel, cause=cause,
				)
				for line, (customer, channel, cause) in enumerate(SKIPPED, 1)
				if asked.channel in (None, channel) and asked.cause in (None, cause)
			],
			next_cursor=None,
		)  # fmt: skip

	return blueprint
