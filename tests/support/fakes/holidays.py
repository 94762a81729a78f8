"""Plays the holidays of campaigns."""

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.hours import Country, Holiday, HolidayFields
from chasqui.contracts.wire import Page
from tests.support.fakes.world import World


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("holidays", __name__)

	@blueprint.get("/v1/holidays")
	def list_days() -> Page[Holiday]:
		year = int(request.args["year"])
		country = Country(request.args.get("country", Country.ECUADOR))
		found = [
			one for one in world.holidays.values() if (one.day.year, one.country) == (year, country)
		]
		return Page(items=sorted(found, key=lambda one: one.day))

	@blueprint.post("/v1/holidays")
	def add() -> Holiday:
		body = HolidayFields.model_validate_json(request.get_data())
		known = world.holidays.get((body.country, body.day))
		made = Holiday(**dict(body), is_official=known is not None and known.is_official)
		world.holidays[body.country, body.day] = made
		return made

	@blueprint.delete("/v1/holidays/<country>/<day>")
	def drop(country: str, day: str) -> Response:
		found = [
			key for key in world.holidays if (key[0].value, key[1].isoformat()) == (country, day)
		]
		for key in found:
			del world.holidays[key]
		return Response(status=204)

	return blueprint
