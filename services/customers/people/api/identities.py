"""Whose customer somebody is, and the identification that is masked until it is asked for."""

from flask import Blueprint

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.advisors import AdvisorLink
from chasqui.contracts.customers import ShownIdentity
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_session
from customers.audit.api.actors import read_actor
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.wiring import PeopleParts


def build_blueprint(wiring: PeopleParts) -> Blueprint:
	blueprint = Blueprint("identities", __name__)

	@blueprint.post("/v1/customers/<int:customer_id>/identity")
	@grant(Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
	def reveal_identity(customer_id: int) -> ShownIdentity:
		session = read_session()
		wiring.make_advisor_guard(session).admit(read_principal(), customer_id)
		return wiring.make_customer_reader(session).reveal_identity(customer_id, read_actor())

	@blueprint.get("/v1/customers/<int:customer_id>/advisors/<int:staff_id>")
	@grant(scopes=[Scope.ADVISORS_READ])
	def show_advisor_link(customer_id: int, staff_id: int) -> AdvisorLink:
		advisors = AdvisorRepository(read_session())
		return AdvisorLink(is_theirs=advisors.has_customer(staff_id, customer_id))

	return blueprint
