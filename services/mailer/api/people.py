"""One customer: the mails that went to it, and all that is held about it."""

from flask import Blueprint

from chasqui.contracts.access import Role
from chasqui.contracts.activity import CustomerMails
from chasqui.contracts.rights import Holdings
from chasqui.kernel.auth import grant, read_principal
from chasqui.kernel.web import read_session
from mailer.wiring import Wiring


def build_blueprint(wiring: Wiring) -> Blueprint:
	blueprint = Blueprint("people", __name__)

	@blueprint.get("/v1/customers/<int:customer_id>/mails")
	@grant(*Role)
	def show_mails(customer_id: int) -> CustomerMails:
		wiring.advisor_guard.admit(read_principal(), customer_id)
		return wiring.make_people_teller(read_session()).tell_mails(customer_id)

	@blueprint.get("/v1/customers/<int:customer_id>/holdings")
	@grant(Role.ADMINISTRATOR)
	def show_holdings(customer_id: int) -> Holdings:
		return wiring.make_holdings_teller(read_session()).tell_holdings(customer_id)

	return blueprint
