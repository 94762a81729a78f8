"""Plays the customers service."""

from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.consents import ConsentChange, ConsentChannel
from chasqui.contracts.customers.names import CustomerName, CustomerNames
from chasqui.contracts.customers.people import Category, Customer, CustomerPatch
from chasqui.contracts.customers.rights import CustomerRegistration
from chasqui.contracts.masking import mask_identity
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import NOW, World

ERASED = "0926687856"  # of a person who had the data erased


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("customers", __name__)

	@blueprint.get("/v1/customers")
	def list_customers() -> Page[Customer]:
		text = request.args.get("q", "").lower()
		archived = request.args.get("archived") == "true"
		found = [
			c
			for c in world.customers.values()
			if text in c.name.lower() and bool(c.archived_at) is archived
		]
		return Page[Customer](items=found)

	@blueprint.get("/v1/customers/names")
	def list_names() -> CustomerNames:
		found = [world.customers.get(int(one)) for one in request.args.getlist("ids")]
		return CustomerNames(
			items=[
				CustomerName(id=c.id, name=c.name, masked_id=mask_identity(c.id_number))
				for c in found
				if c is not None
			]
		)

	@blueprint.post("/v1/customers")
	def create() -> tuple[Customer, int]:
		asked = CustomerRegistration.model_validate_json(request.get_data())
		fields = asked.model_dump(exclude={"evidence", "returns"})
		world.proofs += [asked.evidence] if asked.evidence else []
		if asked.id_number == ERASED and not asked.returns:
			raise Conflict(
				say("Esta persona pidió que se borraran sus datos."), code="erased_person"
			)
		if any(c.id_number == asked.id_number for c in world.customers.values()):
			field = FieldError(
				"id_number", say("Ya hay un cliente con esa identificación."), "taken"
			)
			raise Conflict(say("Ya existe."), fields=[field])
		number = max(world.customers) + 1
		world.customers[number] = Customer(
			**fields,
			id=number,
			category=Category.NEW,
			created_at=NOW,
			updated_at=NOW,
			version="00aa",
		)
		return world.customers[number], 201

	@blueprint.post("/v1/customers/checks")
	def check() -> Response:
		return refuse_wrong(CustomerRegistration.model_validate_json(request.get_data()))

	@blueprint.post("/v1/customers/<int:number>/checks")
	def check_change(number: int) -> Response:
		return refuse_wrong(CustomerPatch.model_validate_json(request.get_data()))

	@blueprint.get("/v1/customers/<int:number>")
	def show(number: int) -> Customer:
		if number not in world.customers:
			raise NotFound(say("No hay ese cliente."))
		return world.customers[number]

	@blueprint.get("/v1/customers/<int:number>/consent-changes")
	def list_changes(number: int) -> Page[ConsentChange]:
		given = ConsentChange(channel=ConsentChannel.EMAIL, granted=True, source="csv", at=NOW)
		return Page[ConsentChange](items=[given])

	@blueprint.patch("/v1/customers/<int:number>")
	def change(number: int) -> Customer:
		patch = CustomerPatch.model_validate_json(request.get_data())
		customer = world.customers[number]
		if patch.version != customer.version:
			field = FieldError("phone", say("Otra persona lo cambió."), "stale")
			now = customer.model_dump(mode="json")
			raise Conflict(say("Compare y guarde."), code="stale", fields=[field], current=now)
		news: dict[str, Any] = patch.model_dump(exclude_unset=True, exclude={"evidence"})
		world.proofs += [patch.evidence] if patch.evidence else []
		world.customers[number] = world.customers[number].model_copy(update=news)
		return world.customers[number]

	@blueprint.delete("/v1/customers/<int:number>")
	def archive(number: int) -> Response:
		news: dict[str, Any] = {"archived_at": NOW}
		world.customers[number] = world.customers[number].model_copy(update=news)
		return Response(status=204)

	return blueprint


def refuse_wrong(asked: CustomerRegistration | CustomerPatch) -> Response:
	"""Refuse an address without «@», as the service does beside much else."""
	if asked.email and "@" not in asked.email:
		field = FieldError("email", say("No es una dirección de correo."), "bad_email")
		raise Invalid(say("Revise los datos del cliente."), fields=[field])
	return Response(status=204)
