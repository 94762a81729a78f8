"""Plays sales: drafts, invoices, payments, what comes back; series of numbers, rates of tax."""

from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.sale_lists import (
	SaleFacets,
	SaleFacetValue,
	SaleFilters,
	SaleRefusal,
	SalesPaid,
	SalesPayment,
)
from chasqui.contracts.customers.sales import (
	AuthorisationFields,
	InvoiceRequest,
	PaymentFields,
	ReturnFields,
	Sale,
	SaleFields,
	SalePatch,
	SaleState,
	SaleSummary,
	Series,
	SeriesFields,
	VoidRequest,
)
from chasqui.contracts.customers.vat import VatRate, VatRateFields
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_unchanged, check_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes.till import Till, count_values, find_person
from tests.support.fakes.world import NOW, World

PATH = "/v1/sales"
ONE = f"{PATH}/<int:number>"


def build_blueprint(world: World) -> Blueprint:
	blueprint, till = Blueprint("sales", __name__), Till(world)
	world.till = till
	play_reading(blueprint, till)
	play_drafts(blueprint, till)
	play_steps(blueprint, till)
	play_returns(blueprint, till)
	play_set_up(blueprint, till)
	return blueprint


def play_reading(blueprint: Blueprint, till: Till) -> None:
	@blueprint.before_request
	def fall_silent() -> None:
		if "sales" in till.world.down:
			raise Unavailable(say("Las ventas no responden."))

	@blueprint.get(PATH)
	def list_sales() -> Page[SaleSummary]:
		found = till.find(read_filters())[: request.args.get("limit", 50, type=int)]
		names = SaleSummary.model_fields
		return Page[SaleSummary](
			items=[SaleSummary(**{name: getattr(one, name) for name in names}) for one in found]
		)

	@blueprint.get(f"{PATH}/facets")
	def find_facets() -> SaleFacets:
		found = till.find(read_filters())
		return SaleFacets(
			total=len(found),
			state=count([one.state.value for one in found]),
			channel=count([one.channel.value for one in found]),
			seller=count([one.seller_name for one in found]),
			source=count(["imported" if one.import_id else "noted" for one in found]),
		)

	@blueprint.get(f"{PATH}/export")
	def export() -> Response:
		numbers = [one.number for one in till.find(read_filters())]
		return Response("\n".join(numbers), mimetype="text/csv")

	@blueprint.get(ONE)
	def show(number: int) -> Sale:
		return till.show(number)


def play_drafts(blueprint: Blueprint, till: Till) -> None:
	@blueprint.post(PATH)
	def add() -> tuple[Sale, int]:
		key = request.headers["Idempotency-Key"]
		if till.refusal:
			raise Invalid(say("Eso ya no está en venta."), code="not_on_sale")
		if key not in till.made:
			fields = SaleFields.model_validate_json(request.get_data())
			till.made[key] = till.write(fields, seller_name=find_person().name)
		return till.made[key], 201

	@blueprint.patch(ONE)
	def change(number: int) -> Sale:
		sale = find(till, number, SaleState.DRAFT)
		patch = SalePatch.model_validate_json(request.get_data())
		check_version(sale, patch)
		given = {
			name: getattr(patch, name) for name in patch.model_fields_set - {"version", "lines"}
		}
		if patch.lines is not None:
			given["lines"] = till.price(patch.lines)
		return till.keep(sale.model_copy(update=given))

	@blueprint.delete(ONE)
	def delete(number: int) -> Response:
		find(till, number, SaleState.DRAFT)
		till.sales.pop(number)
		return Response(status=204)


def play_steps(blueprint: Blueprint, till: Till) -> None:  # noqa: C901 - one view after another
	@blueprint.post(f"{ONE}/invoice")
	def invoice(number: int) -> Sale:
		body = InvoiceRequest.model_validate_json(request.get_data())
		sale = find(till, number, SaleState.DRAFT)
		check_unchanged(sale, body.version)
		for place, line in enumerate(sale.lines):
			if line.item_id in till.short:
				message = say("De «{name}» solo queda 1.", name=line.name)
				field = FieldError(f"lines.{place}.quantity", message, "not_enough")
				raise Conflict(message, code="not_enough", fields=[field])
		return till.reach(sale, SaleState.INVOICED, by=find_person().name)

	@blueprint.post(f"{ONE}/payment")
	def pay(number: int) -> Sale:
		body = PaymentFields.model_validate_json(request.get_data())
		sale = find(till, number, SaleState.INVOICED)
		check_unchanged(sale, body.version)
		if body.paid_on and sale.invoiced_on and body.paid_on < sale.invoiced_on:
			message = say("Se pagó antes de la factura.")
			raise Invalid(message, fields=[FieldError("paid_on", message, "too_early")])
		till.reach(sale, SaleState.PAID)
		return till.keep(sale.model_copy(update={"paid_on": body.paid_on or sale.paid_on}))

	@blueprint.post(f"{ONE}/void")
	def void(number: int) -> Sale:
		body = VoidRequest.model_validate_json(request.get_data())
		sale = find(till, number, SaleState.INVOICED)
		check_unchanged(sale, body.version)
		till.reach(sale, SaleState.VOIDED)
		return till.keep(sale.model_copy(update={"void_reason": body.reason}))

	@blueprint.post(f"{ONE}/authorisation")
	def authorise(number: int) -> Sale:
		body = AuthorisationFields.model_validate_json(request.get_data())
		sale = find(till, number, SaleState.INVOICED, SaleState.PAID)
		if body.access_key.endswith("0"):
			message = say("El dígito de control no corresponde.")
			raise Invalid(message, fields=[FieldError("access_key", message, "bad_check")])
		return till.keep(sale.model_copy(update={"access_key": body.access_key}))

	@blueprint.post(f"{PATH}/payments")
	def pay_many() -> SalesPaid:
		asked = SalesPayment.model_validate_json(request.get_data())
		found = till.find(asked.filters)
		if len(found) != asked.expected:
			raise Conflict(say("La lista cambió. Revise y confirme otra vez."), code="list_changed")
		answer = SalesPaid(changed=0)
		for one in found:
			if one.state is SaleState.INVOICED:
				till.reach(till.sales[one.id], SaleState.PAID)
				answer.changed += 1
			else:
				reason = say("Solo se paga una factura.")
				answer.refused.append(SaleRefusal(id=one.id, number=one.number, reason=reason))
		return answer


def play_returns(blueprint: Blueprint, till: Till) -> None:
	@blueprint.post(f"{ONE}/returns")
	def take_back(number: int) -> tuple[Sale, int]:
		key = request.headers["Idempotency-Key"]
		if key in till.made:
			return till.made[key], 201
		body = ReturnFields.model_validate_json(request.get_data())
		sale = find(till, number, SaleState.PAID)
		check_unchanged(sale, body.version)
		lines = {one.place: one for one in sale.lines}
		for place, asked in enumerate(body.lines):
			left = lines[asked.place].quantity - lines[asked.place].returned
			if asked.quantity > left:
				message = say("Quedan {left} por devolver.", left=f"{left:f}")
				field = FieldError(f"lines.{place}.quantity", message, "too_many")
				raise Conflict(message, fields=[field], code="too_many")
		counts = {one.place: one.quantity for one in body.lines}
		till.made[key] = till.take_back(sale, counts, body.reason, restocks=body.restocks)
		return till.made[key], 201


def play_set_up(blueprint: Blueprint, till: Till) -> None:
	@blueprint.get("/v1/sale-series")
	def list_series() -> Page[Series]:
		return Page[Series](items=till.series)

	@blueprint.post("/v1/sale-series")
	def add_series() -> tuple[Series, int]:
		fields = SeriesFields.model_validate_json(request.get_data())
		known = {(one.kind, one.establishment, one.point) for one in till.series}
		if (fields.kind, fields.establishment, fields.point) in known:
			message = say("Esa serie ya existe.")
			raise Conflict(message, fields=[FieldError("point", message, "series_exists")])
		till.series.append(Series(**dict(fields), id=len(till.series) + 1))
		return till.series[-1], 201

	@blueprint.get("/v1/vat-rates")
	def list_vat_rates() -> Page[VatRate]:
		return Page[VatRate](items=till.rates)

	@blueprint.post("/v1/vat-rates")
	def set_vat_rate() -> tuple[VatRate, int]:
		fields = VatRateFields.model_validate_json(request.get_data())
		if fields.valid_from < NOW.date():
			message = say("Ese día ya pasó.")
			raise Invalid(message, fields=[FieldError("valid_from", message, "too_early")])
		number = len(till.rates) + 1
		rate = VatRate(**dict(fields), id=number, set_by="Gestión", set_at=NOW)
		till.rates.insert(0, rate)
		return rate, 201


def find(till: Till, number: int, *states: SaleState) -> Sale:
	""":raises Conflict: the sale is in none of the states"""
	sale = till.show(number)
	if sale.state not in states:
		raise Conflict(say("La venta ya está en otro estado."), code="wrong_state")
	return sale


def read_filters() -> SaleFilters:
	"""Return the filters of the request's address."""
	told: dict[str, Any] = {}
	for name, field in SaleFilters.model_fields.items():
		if values := request.args.getlist(name):
			told[name] = values if field.default == [] else values[0]
	return SaleFilters.model_validate(told)


def count(values: list[str]) -> list[SaleFacetValue]:
	"""Return how often each value comes."""
	return [
		SaleFacetValue(value=value, text=value, sales=times)
		for value, times in count_values(values)
	]
