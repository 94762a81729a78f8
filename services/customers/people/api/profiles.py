"""Profiles: contacts, addresses, preferences, dates, tags, custom fields, category by hand."""

from flask import Blueprint, request

from chasqui.contracts.access import Permission
from chasqui.contracts.profile import (
	CustomerProfile,
	CustomField,
	CustomFieldFields,
	CustomFieldPatch,
	KnownTag,
	ProfilePatch,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_session
from customers.audit.api.actors import read_actor
from customers.people.wiring import PeopleParts


def build_blueprint(wiring: PeopleParts) -> Blueprint:
	blueprint = Blueprint("profiles", __name__)

	@blueprint.get("/v1/customers/<int:customer_id>/profile")
	@grant(Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
	def show_profile(customer_id: int) -> CustomerProfile:
		session = read_session()
		wiring.make_advisor_guard(session).admit(read_principal(), customer_id)
		return wiring.make_profile_keeper(session).read(customer_id, read_actor())

	@blueprint.patch("/v1/customers/<int:customer_id>/profile")
	@grant(Permission.CUSTOMERS_WRITE)
	def change_profile(customer_id: int) -> CustomerProfile:
		patch, keeper = read_body(ProfilePatch), wiring.make_profile_keeper(read_session())
		return keeper.change(customer_id, patch, read_actor())

	@blueprint.get("/v1/tags")
	@grant(Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
	def list_tags() -> Page[KnownTag]:
		start = request.args.get("q", "")[:40]
		known = wiring.make_profile_keeper(read_session()).list_known_tags(start)
		return Page[KnownTag](items=[KnownTag(tag=tag, customers=n) for tag, n in known])

	@blueprint.get("/v1/custom-fields")
	@grant(Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
	def list_fields() -> Page[CustomField]:
		fields = wiring.make_custom_field_keeper(read_session()).list_all()
		return Page[CustomField](items=fields)

	@blueprint.post("/v1/custom-fields")
	@grant(Permission.FIELDS_MANAGE)
	def add_field() -> tuple[CustomField, int]:
		fields = read_body(CustomFieldFields)
		return wiring.make_custom_field_keeper(read_session()).add(fields), 201

	@blueprint.patch("/v1/custom-fields/<key>")
	@grant(Permission.FIELDS_MANAGE)
	def change_field(key: str) -> CustomField:
		patch = read_body(CustomFieldPatch)
		return wiring.make_custom_field_keeper(read_session()).change(key, patch)

	return blueprint
