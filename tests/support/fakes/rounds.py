"""Plays the rounds of a campaign: some were given up, and a round takes those that are chosen."""

from flask import Blueprint, request

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.rounds import Candidates, Round, RoundRequest, Rounds
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from tests.support.fakes.keys import read_key
from tests.support.fakes.world import HEAD_NAME, NOW, World

WAY = "/v1/campaigns/<int:number>/rounds"
FIRST = Round(number=1, customers=40, pending=9, calls=52, contacts=21, sales=4)


def build_blueprint(world: World) -> Blueprint:
	blueprint = Blueprint("rounds", __name__)

	@blueprint.get(WAY)
	def list_rounds(number: int) -> Rounds:
		candidates = [
			Candidates(result=one, customers=count) for one, count in world.given_up.items()
		]
		return Rounds(rounds=[FIRST, *world.rounds], candidates=candidates)

	@blueprint.post(WAY)
	def open_round(number: int) -> tuple[Round, int]:
		nonce = read_key()
		if nonce not in world.nonces:
			world.nonces[nonce] = make_round(
				RoundRequest.model_validate_json(request.get_data()), world
			)
		return world.nonces[nonce], 201

	return blueprint


def make_round(body: RoundRequest, world: World) -> Round:
	"""Open a round for those who were seen."""
	found = sum(world.given_up[CallResult(one)] for one in body.results)
	if found != body.expected:
		raise Conflict(say("Ahora son {count} clientes.", count=found), code="list_changed")
	for one in body.results:
		del world.given_up[CallResult(one)]
	made = Round(
		number=2 + len(world.rounds),
		results=body.results,
		customers=found,
		pending=found,
		calls=0,
		contacts=0,
		sales=0,
		opened_by=HEAD_NAME,
		opened_at=NOW,
	)
	world.rounds.append(made)
	return made
