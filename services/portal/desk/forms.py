"""The forms of who calls whom, and of what was sold in a call."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from chasqui.contracts.campaigns.assignments import (
	Assignment,
	AssignmentRequest,
	HandoverRequest,
	SplitRequest,
)
from chasqui.contracts.campaigns.call_reasons import CallReason
from chasqui.contracts.campaigns.call_results import Outcome
from chasqui.contracts.campaigns.desk import CallResult
from chasqui.contracts.campaigns.own_results import OwnResult
from chasqui.contracts.campaigns.staff import Staff
from chasqui.contracts.customers.offers import Offer
from chasqui.contracts.customers.profiles import Language
from portal.campaigns.labels.calls import read_call_result
from portal.desk.clients import find_offer
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.inputs import Choice, Input, Line, Many, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import format_money, read_decimal, read_zone
from portal.shell.labels.options import Option
from portal.shell.labels.places import list_provinces
from portal.shell.labels.words import name_code

USUAL_COUNT = "20"
FEWER = "fewer_left"
ITEM, QUANTITY, PRICE = "sale.item_id", "sale.quantity", "sale.unit_price"


def build_assigning(advisors: Sequence[Staff], form: Form[AssignmentRequest]) -> FormCard:
	"""Return what gives customers to an advisor."""
	count = Line(
		"count",
		_("Cuántos clientes"),
		_("Solo los que aceptan llamadas y no tienen asesor."),
		mode="numeric",
		default=USUAL_COUNT,
	)
	advisor = Choice("advisor_id", _("Asesor"), options=list_people(advisors), blank=_("Elija uno"))
	fewer = Tick("confirm_fewer", _("Sí, dar todos los que quedan"))
	asks = [fewer] if form.was_refused_as(FEWER) else []
	layout = FormLayout(AssignmentRequest, [Fieldset([advisor, count, *ask_among(), *asks])])
	return FormCard("assign", _("Asignar clientes"), layout, form, _("Asignar"), "user-check")


def build_handover(
	campaign_id: int,
	given: Sequence[Assignment],
	advisors: Sequence[Staff],
	form: Form[HandoverRequest],
) -> FormCard | None:
	"""Return what gives the work of an advisor to another; None where nobody has any left.

	Whoever leaves or is ill: what they have yet to call goes to somebody else.
	"""
	givers = {one.advisor_id: one.advisor_name for one in given if one.pending}
	if not givers or not advisors:
		return None
	inputs = [
		Choice("from_advisor_id", _("De"), options=[*givers.items()], blank=_("Elija uno")),
		Choice("to_advisor_id", _("A"), options=list_people(advisors), blank=_("Elija uno")),
		Tick(
			"callbacks_only",
			_("Solo las llamadas prometidas"),
			_("A quien esté atendiendo ahora mismo no se le quita."),
		),
	]
	return FormCard(
		"handover",
		_("Pasar clientes a otro asesor"),
		FormLayout(HandoverRequest, [Fieldset(inputs)]),
		form,
		_("Pasar"),
		"user-check",
		url_for("calls.hand_over", campaign_id=campaign_id),
		is_collapsed=True,
	)


def ask_among() -> list[Input]:
	"""Return what asks which customers are given."""
	return [
		Choice("province", _("De una provincia"), options=list_provinces, blank=_("Todas")),
		Choice("language", _("Que prefieren un idioma"), options=Language, blank=_("Cualquiera")),
		Line(
			"income_from",
			_("Con ingresos desde"),
			_("Al mes; vacío, sin mínimo."),
			mode="decimal",
			before="$",
		),
	]


def build_splitting(
	campaign_id: int, advisors: Sequence[Staff], form: Form[SplitRequest]
) -> FormCard:
	"""Return what shares customers out evenly."""
	inputs = [
		Many("advisor_ids", _("Entre quiénes"), options=list_people(advisors)),
		Line("total", _("Cuántos en total"), _("Vacío: todos los que quedan."), mode="numeric"),
		*ask_among(),
	]
	fewer = [Tick("confirm_fewer", _("Sí, dar todos los que quedan"))]
	asks = fewer if form.was_refused_as(FEWER) else []
	return FormCard(
		"split",
		_("Repartir por igual"),
		FormLayout(SplitRequest, [Fieldset([*inputs, *asks])]),
		form,
		_("Repartir"),
		"users",
		url_for("calls.split", campaign_id=campaign_id),
		is_collapsed=True,
	)


def list_people(advisors: Sequence[Staff]) -> list[Option]:
	"""Return advisors as choices."""
	return [(one.id, one.name) for one in advisors]


def read_price(offer: Offer) -> Decimal:
	"""Return what an item costs today, a promotion for everybody included."""
	return offer.price if offer.promoted_price is None else offer.promoted_price


def name_offer(offer: Offer) -> str:
	"""Return an item with its price of today, to which the tax is added."""
	price = format_money(read_price(offer))
	if not offer.vat_class.is_taxed:
		return f"{offer.name} · {price}"
	return str(_("%(name)s · %(price)s más IVA", name=offer.name, price=price))


def group_reasons(
	own_results: Sequence[OwnResult], reasons: Sequence[CallReason]
) -> list[tuple[str, str, list[CallReason]]]:
	"""Return the reasons by the result that they are of: its name, how the desk names it, they."""
	own = {one.id for one in own_results if not one.is_retired}
	groups: dict[tuple[str, str], list[CallReason]] = {}
	for one in reasons:
		if one.is_retired:
			continue
		if one.own_result_id is None:
			place = (str(name_code(one.result).text), one.result.value)
		elif one.own_result_id in own:
			place = (one.own_result, f"{one.result.value}.{one.own_result_id}")
		else:  # the own result was retired
			continue
		groups.setdefault(place, []).append(one)
	return [(name, of, some) for (name, of), some in groups.items()]


def split_result(form: Form[Any]) -> None:
	"""Read an own result out of what was chosen: ``NO_ANSWER.7`` is the own one 7, of that kind.

	What was kept for later (`kept_own_result_id`, `kept_reason_id`) says of which kind it is, and
	counts for that kind alone.
	"""
	kind, _dot, own = form.read_value("result").partition(".")
	form.raw["result"] = [kind] if kind else []
	for name, chosen in (("own_result_id", own), ("reason_id", form.read_value("reason_id"))):
		of, _dot, kept = form.read_value(f"kept_{name}").partition(".")
		value = chosen or (kept if of == kind else "")
		form.raw[name] = [value] if value else []
		if kind and value:
			form.raw[f"kept_{name}"] = [f"{kind}.{value}"]


def write_callback(at: datetime | None) -> str:
	"""Return a promised time as a form asks for it: local, without its zone."""
	if at is None:
		return ""
	return at.astimezone(read_zone()).replace(tzinfo=None).isoformat(timespec="minutes")


def read_outcome(form: Form[Any]) -> Outcome | None:
	"""Return what the chosen result leads to; None where it is none."""
	chosen = read_call_result(form.read_value("result"))
	return chosen.outcome if isinstance(chosen, CallResult) else None


def read_promise(form: Form[Any]) -> dict[str, Any]:
	"""Return when to call again, and whether anybody may; interest need promise nothing, and other
	results never do.
	"""
	outcome = read_outcome(form)
	if outcome is None or not (outcome.is_promised or outcome.may_promise):
		return {"callback_at": None, "is_anybodys": False}
	at = read_callback(form.read_value("callback_at"))
	is_meant = outcome.is_promised or at is not None
	return {"callback_at": at, "is_anybodys": is_meant and "is_anybodys" in form.raw}


def read_information(form: Form[Any]) -> bool:
	"""Return whether the information goes along: with interest, if it was ticked."""
	outcome = read_outcome(form)
	offers = outcome is not None and outcome.offers_information
	return offers and "send_information" in form.raw


def read_callback(typed: str) -> datetime | str | None:
	"""Return when to call again: a local time of the installation's zone."""
	try:
		return datetime.fromisoformat(typed).replace(tzinfo=read_zone())
	except ValueError:
		return typed or None


def read_sale(form: Form[Any]) -> dict[str, Any] | None:
	"""Return what was typed of a sale; None where the result is none, or nothing was.

	An item without a price has its price of today; without either the sale has no amount.
	"""
	outcome = read_outcome(form)
	item, price = form.read_value(ITEM).strip(), form.read_value(PRICE).strip()
	if outcome is None or not outcome.is_sale or not (item or price):
		return None
	offer = find_offer(item)
	sale: dict[str, Any] = {
		"item_id": item or None,
		"item_name": offer.name if offer else "",
		"quantity": form.read_value(QUANTITY).strip() or 1,
		"unit_price": read_decimal(price) or price or (read_price(offer) if offer else None),
	}
	return sale


def name_fields() -> dict[str, str]:
	"""Return what the fields of a result are called."""
	return {
		"result": _("Resultado"),
		"callback_at": _("Cuándo volver a llamar"),
		"risk_reason": _("Motivo pese al riesgo"),
		"reason_id": _("Motivo"),
		"note": _("Nota"),
		"send_information": _("Mandar la información ahora"),
		**name_sale_fields(),
	}


def name_sale_fields() -> dict[str, str]:
	"""Return what the fields of a sale are called."""
	return {ITEM: _("Qué se vendió"), QUANTITY: _("Cantidad"), PRICE: _("Precio")}
