"""A customer's whole file: who the person is, and all that is known and was done."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.person_file import CustomerFile
from chasqui.contracts.endpoints.customers import rights as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.rights.use_cases.person_file_reader import FileShare
from customers.rights.wiring import RightsParts


def build_blueprint(wiring: RightsParts) -> Routes:
	routes = Routes("files", __name__)

	@routes.serve(endpoints.show_file)
	def show_file(*, customer_id: int) -> CustomerFile:
		session, who = read_session(), read_principal()
		wiring.make_advisor_guard(session).admit(who, customer_id)
		return wiring.make_person_file_reader(session).read(customer_id, read_actor(), read_share())

	return routes


def read_share() -> FileShare:
	"""Return how much of a file is for the eyes of who asks."""
	may = read_principal().permissions
	return FileShare(
		permissions=may,
		history=Permission.CUSTOMERS_READ in may,
		everything=Permission.AUDIT_READ in may,
	)
