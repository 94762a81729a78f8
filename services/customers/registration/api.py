"""Customers: read, register, change, archive."""

from flask import Blueprint, Response

from chasqui.contracts.access import Permission
from chasqui.contracts.customers import (
	ConsentChange,
	Customer,
	CustomerPatch,
)
from chasqui.contracts.rights import CustomerRegistration
from chasqui.contracts.wire import Page
from chasqui.kernel.clients.advisors import sees_only_own
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_session
from chasqui.kernel.web.idempotency import answer_once
from customers.audit.api.actors import read_actor
from customers.people.use_cases.customer_view import hide_identity
from customers.registration.wiring import RegistrationParts
from customers.tables import IdempotencyRow


def build_blueprint(wiring: RegistrationParts) -> Blueprint:
	blueprint = Blueprint("customers", __name__)

	@blueprint.post("/v1/customers")
	@grant(Permission.CUSTOMERS_WRITE)
	def register_customer() -> Response:
		fields, session = read_body(CustomerRegistration), read_session()
		keeper = wiring.make_customer_keeper(session)
		actor = read_actor()
		return answer_once(session, IdempotencyRow, lambda: keeper.register(fields, actor))

	@blueprint.get("/v1/customers/<int:customer_id>")
	@grant(Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
	def show_customer(customer_id: int) -> Customer:
		session, who = read_session(), read_principal()
		wiring.make_advisor_guard(session).admit(who, customer_id)
		customer = wiring.make_customer_reader(session).get(customer_id, read_actor())
		return hide_identity(customer) if sees_only_own(who) else customer

	@blueprint.get("/v1/customers/<int:customer_id>/consent-changes")
	@grant(Permission.CUSTOMERS_READ)
	def list_consent_changes(customer_id: int) -> Page[ConsentChange]:
		return wiring.make_consent_history(read_session()).list_changes(customer_id)

	@blueprint.patch("/v1/customers/<int:customer_id>")
	@grant(Permission.CUSTOMERS_WRITE)
	def change_customer(customer_id: int) -> Customer:
		patch = read_body(CustomerPatch)
		return wiring.make_customer_keeper(read_session()).change(customer_id, patch, read_actor())

	@blueprint.delete("/v1/customers/<int:customer_id>")
	@grant(Permission.CUSTOMERS_WRITE)
	def archive_customer(customer_id: int) -> tuple[str, int]:
		wiring.make_customer_keeper(read_session()).archive(customer_id, read_actor())
		return "", 204

	@blueprint.post("/v1/customers/<int:customer_id>/restore")
	@grant(Permission.CUSTOMERS_WRITE)
	def restore_customer(customer_id: int) -> Customer:
		return wiring.make_customer_keeper(read_session()).restore(customer_id, read_actor())

	return blueprint
