"""Makes a document of the lines that a file has of it, or says all that is wrong with each.

A document comes in whole or not at all: where one of its lines has a fault all stay out.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.contracts.customers.sales import MOST_LINES, SaleChannel, SaleState
from chasqui.contracts.customers.vat import VatClass
from chasqui.contracts.wire import write_plainly
from chasqui.kernel.texts.text import say
from customers.imports.domain.faults import Fault
from customers.imports.domain.former_sales import DraftLine, FormerLine, FormerSale
from customers.imports.domain.sale_checks import (
	refuse_differences,
	refuse_other_content,
	refuse_other_totals,
	refuse_wrong_returns,
)
from customers.imports.domain.sale_lookups import FoundItem, SaleLookups
from customers.imports.domain.sale_rows import FileLine
from customers.people.domain.problems import BadField
from customers.sales.domain.amounts import (
	NO_AMOUNTS,
	NOTHING,
	PricedLine,
	add_up,
	take_share,
)

OTHER_LINE = "other_line"


def build_sale(drafts: Sequence[DraftLine], found: SaleLookups) -> FormerSale | None:
	"""Return a document that is not here yet; None where it is, or stays out.

	What is wrong is noted in the lines; where nothing is and none is returned, it is here already.
	"""
	if len(drafts) > MOST_LINES:
		refuse_long(drafts)
		return None
	resolved = [_resolve(one, found) for one in drafts]
	lines = [one.given for one in drafts if one.given is not None]
	if lines:
		refuse_differences(drafts, lines[0])
	if not any(one.faults for one in drafts):
		sale = _write(drafts, [one for one in resolved if one is not None], found)
		known = found.known.get(sale.number)
		if known is not None:
			refuse_other_content(drafts, sale, known)
			return None
		refuse_other_totals(drafts, sale)
		if not any(one.faults for one in drafts):
			return sale
	_refuse_whole(drafts)
	return None


def refuse_long(drafts: Sequence[DraftLine]) -> None:
	"""Note that a document has more lines than one may have."""
	for one in drafts:
		one.note(name_long())


def name_long() -> BadField:
	message = say("El documento pasa de {most} líneas.", most=MOST_LINES)
	return BadField("number", "too_many_lines", message)


def _resolve(draft: DraftLine, found: SaleLookups) -> tuple[int, FoundItem] | None:
	"""Return whose a line is and what it sells; None where that, or the row, is wrong."""
	given = draft.given
	if given is None:
		return None
	customer_id, item = 0, None
	try:
		customer_id = found.find_customer(given)
	except BadField as bad:
		draft.note(bad, str(given.customer_code or (given.identity or ("", ""))[1]))
	try:
		item = found.items.find(given)
	except BadField as bad:
		draft.note(bad, given.reference or given.item_name)
	if item is not None:
		_check_units(draft, given, item)
		_check_rate(draft, given, item, found)
	if PricedLine(given.quantity, given.unit_price, given.discount, NOTHING).net < 0:
		message = say("El descuento pasa de lo que cuesta la línea.")
		draft.note(BadField("discount", "too_much_off", message), str(given.discount))
	return None if item is None or draft.faults else (customer_id, item)


def _check_units(draft: DraftLine, given: FileLine, item: FoundItem) -> None:
	for name in ("quantity", "returned"):
		units = getattr(given, name)
		if units is not None and units % 1 and item.nature == ItemNature.PRODUCT:
			message = say("De un producto se venden unidades enteras.")
			draft.note(BadField(name, "whole_units", message), write_plainly(units))


def _check_rate(draft: DraftLine, given: FileLine, item: FoundItem, found: SaleLookups) -> None:
	vat_class = given.vat_class or item.vat_class
	if given.vat_percent is None and found.rates.find(vat_class, given.invoiced_on) is None:
		message = say("No hay tarifa de IVA para el día de la factura: escriba el porcentaje.")
		draft.note(BadField("vat_percent", "no_rate", message))


def _write(
	drafts: Sequence[DraftLine], resolved: Sequence[tuple[int, FoundItem]], found: SaleLookups
) -> FormerSale:
	given = [one.given for one in drafts if one.given is not None]
	first = given[0]
	taxed = [_tax(line, item, found) for line, (_id, item) in zip(given, resolved, strict=True)]
	priced = [
		PricedLine(line.quantity, line.unit_price, line.discount, percent)
		for line, (_vat_class, percent) in zip(given, taxed, strict=True)
	]
	state = _find_state(first)
	returned = [_count_returned(line, state) for line in given]
	if state is SaleState.PAID and returned == [line.quantity for line in given]:
		state = SaleState.RETURNED
	refuse_wrong_returns(drafts, state, returned)
	lines = [
		FormerLine(
			item,
			line.item_name or item.name,
			price,
			vat_class,
			amounts,
			back,
			take_share(amounts, line.quantity, NOTHING, NO_AMOUNTS, back) if back else NO_AMOUNTS,
		)
		for line, (_id, item), (vat_class, _percent), price, amounts, back in zip(
			given, resolved, taxed, priced, add_up(priced), returned, strict=True
		)
	]
	return FormerSale(
		number=first.number,
		customer_id=resolved[0][0],
		state=state,
		channel=next((one.channel for one in given if one.channel), SaleChannel.OTHER),
		seller=next((one.seller for one in given if one.seller), ""),
		ordered_on=first.ordered_on,
		invoiced_on=first.invoiced_on,
		paid_on=_find_payment(first, state),
		lines=lines,
	)


def _tax(line: FileLine, item: FoundItem, found: SaleLookups) -> tuple[VatClass, Decimal]:
	"""Return the class and the rate of a line: as the file says, or else those of its day."""
	own = line.vat_class or item.vat_class
	if line.vat_percent is None:
		return own, found.rates.find(own, line.invoiced_on) or NOTHING
	vat_class = line.vat_class or found.rates.classify(line.vat_percent, own, line.invoiced_on)
	return vat_class, line.vat_percent


def _find_state(line: FileLine) -> SaleState:
	"""Return where a document stands; where the file does not say it, its payment does."""
	if line.state is not None:
		return line.state
	return SaleState.PAID if line.paid_on is not None else SaleState.INVOICED


def _find_payment(line: FileLine, state: SaleState) -> date | None:
	"""Return when a document was paid: on the day of its invoice where the file does not say it."""
	is_paid = state in (SaleState.PAID, SaleState.RETURNED)
	return (line.paid_on or line.invoiced_on) if is_paid else None


def _count_returned(line: FileLine, state: SaleState) -> Decimal:
	if line.returned is None:
		return line.quantity if state is SaleState.RETURNED else NOTHING
	return line.returned


def _refuse_whole(drafts: Sequence[DraftLine]) -> None:
	"""Note in the lines that are right which one keeps their document out."""
	wrong = next((one.line for one in drafts if one.faults), None)
	for one in drafts:
		if wrong is not None and not one.faults:
			message = say(
				"Otra línea del documento tiene errores, la de la fila {line}.", line=wrong
			)
			one.faults.append(Fault("number", OTHER_LINE, message))
