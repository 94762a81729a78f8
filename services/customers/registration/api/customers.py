"""Customers: read, register, change, archive."""

from chasqui.contracts.customers.consents import ConsentChange
from chasqui.contracts.customers.people import Customer, CustomerPatch
from chasqui.contracts.customers.rights import CustomerRegistration
from chasqui.contracts.endpoints.customers import registration as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.people.use_cases.customer_view import hide_identity
from customers.registration.wiring import RegistrationParts


def build_blueprint(wiring: RegistrationParts) -> Routes:
	routes = Routes("customers", __name__)

	@routes.serve(endpoints.register_customer)
	def register_customer(*, body: CustomerRegistration) -> Customer:
		session = read_session()
		service = wiring.make_customer_service(session)
		actor = read_actor()
		return service.register(body, actor)

	@routes.serve(endpoints.show_customer)
	def show_customer(*, customer_id: int) -> Customer:
		session, who = read_session(), read_principal()
		wiring.make_advisor_guard(session).admit(who, customer_id)
		customer = wiring.make_customer_reader(session).get(customer_id, read_actor())
		return hide_identity(customer, who.permissions)

	@routes.serve(endpoints.list_consent_changes)
	def list_consent_changes(*, customer_id: int) -> Page[ConsentChange]:
		return wiring.make_consent_history_reader(read_session()).list_changes(customer_id)

	@routes.serve(endpoints.change_customer)
	def change_customer(*, customer_id: int, body: CustomerPatch) -> Customer:
		return wiring.make_customer_service(read_session()).change(customer_id, body, read_actor())

	@routes.serve(endpoints.archive_customer)
	def archive_customer(*, customer_id: int) -> None:
		wiring.make_customer_service(read_session()).archive(customer_id, read_actor())

	@routes.serve(endpoints.restore_customer)
	def restore_customer(*, customer_id: int) -> Customer:
		return wiring.make_customer_service(read_session()).restore(customer_id, read_actor())

	return routes
