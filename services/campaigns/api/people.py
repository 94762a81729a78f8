"""One customer: what was done with it, and all that is held about it."""

from flask import Blueprint

from campaigns.wiring import Wiring
from chasqui.contracts.access import Role
from chasqui.contracts.activity import CustomerActivity
from chasqui.contracts.rights import Holdings
from chasqui.kernel.auth import grant, read_principal
from chasqui.kernel.web import read_session

SCORE_READERS = frozenset({Role.MARKETING_HEAD.value, Role.ADMINISTRATOR.value})


def build_blueprint(wiring: Wiring) -> Blueprint:
	blueprint = Blueprint("people", __name__)

	@blueprint.get("/v1/customers/<int:customer_id>/activity")
	@grant(*Role)
	def show_activity(customer_id: int) -> CustomerActivity:
		sees_scores = bool(read_principal().roles & SCORE_READERS)
		teller = wiring.make_activity_teller(read_session())
		return teller.tell(customer_id, sees_scores=sees_scores)

	@blueprint.get("/v1/customers/<int:customer_id>/holdings")
	@grant(Role.ADMINISTRATOR)
	def show_holdings(customer_id: int) -> Holdings:
		return wiring.make_holdings_teller(read_session()).tell(customer_id)

	return blueprint
