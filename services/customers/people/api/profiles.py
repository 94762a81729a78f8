"""Profiles: contacts, addresses, preferences, dates, tags, custom fields, category by hand."""

from chasqui.contracts.customers.profiles import (
	CustomerProfile,
	CustomField,
	CustomFieldFields,
	CustomFieldPatch,
	KnownTag,
	ProfilePatch,
	TagQuery,
)
from chasqui.contracts.endpoints.customers import people as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.people.wiring import PeopleParts


def build_blueprint(wiring: PeopleParts) -> Routes:
	routes = Routes("profiles", __name__)

	@routes.serve(endpoints.show_profile)
	def show_profile(*, customer_id: int) -> CustomerProfile:
		session = read_session()
		wiring.make_advisor_guard(session).admit(read_principal(), customer_id)
		return wiring.make_profile_service(session).read(customer_id, read_actor())

	@routes.serve(endpoints.change_profile)
	def change_profile(*, customer_id: int, body: ProfilePatch) -> CustomerProfile:
		service = wiring.make_profile_service(read_session())
		return service.change(customer_id, body, read_actor())

	@routes.serve(endpoints.list_tags)
	def list_tags(*, query: TagQuery) -> Page[KnownTag]:
		known = wiring.make_profile_service(read_session()).list_known_tags(query.q)
		return Page[KnownTag](items=[KnownTag(tag=tag, customers=n) for tag, n in known])

	@routes.serve(endpoints.list_fields)
	def list_fields() -> Page[CustomField]:
		fields = wiring.make_custom_field_service(read_session()).list_all()
		return Page[CustomField](items=fields)

	@routes.serve(endpoints.add_field)
	def add_field(*, body: CustomFieldFields) -> CustomField:
		return wiring.make_custom_field_service(read_session()).add(body)

	@routes.serve(endpoints.change_field)
	def change_field(*, key: str, body: CustomFieldPatch) -> CustomField:
		return wiring.make_custom_field_service(read_session()).change(key, body)

	return routes
