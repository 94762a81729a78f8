"""What is wrong with a customer before it is kept: all of it at once."""

from chasqui.contracts.customers.people import CustomerPatch
from chasqui.contracts.customers.rights import CustomerRegistration
from chasqui.contracts.endpoints.customers import registration as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.registration.wiring import RegistrationParts


def build_blueprint(wiring: RegistrationParts) -> Routes:
	routes = Routes("customer_checks", __name__)

	@routes.serve(endpoints.check_customer)
	def check_customer(*, body: CustomerRegistration) -> None:
		wiring.make_customer_service(read_session()).check(body)

	@routes.serve(endpoints.check_change)
	def check_change(*, customer_id: int, body: CustomerPatch) -> None:
		wiring.make_customer_service(read_session()).check_change(customer_id, body)

	return routes
