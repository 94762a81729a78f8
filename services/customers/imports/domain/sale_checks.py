"""What the lines of a document must agree in: with one another, their sums, what is here."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from chasqui.contracts.customers.sales import SaleState
from chasqui.contracts.wire import write_plainly
from chasqui.kernel.texts.text import Text, say
from customers.imports.domain.former_sales import DraftLine, FormerLine, FormerSale
from customers.imports.domain.sale_lookups import KnownLine, KnownSale
from customers.imports.domain.sale_rows import FileLine
from customers.imports.domain.sale_words import DAY_TARGETS
from customers.people.domain.problems import BadField
from customers.sales.domain.amounts import NO_AMOUNTS, NOTHING


def refuse_differences(drafts: Sequence[DraftLine], first: FileLine) -> None:
	"""Note the lines that say something else of the document than its first one."""
	for draft in drafts:
		given = draft.given
		if given is None:
			continue
		if _name_customer(given) != _name_customer(first):
			message = say("El documento tiene líneas de dos clientes.")
			draft.note(BadField("id_number", "two_customers", message), _name_customer(given))
		for name in (*DAY_TARGETS, "state"):
			one = getattr(given, name)
			if one != getattr(first, name):
				message = say("El documento tiene líneas con dos fechas o dos estados.")
				draft.note(BadField(name, "two_values", message), str(one or ""))
		if None not in (given.document_total, first.document_total) and (
			given.document_total != first.document_total
		):
			message = say("El documento tiene dos totales.")
			draft.note(BadField("document_total", "two_values", message), str(given.document_total))


def _name_customer(line: FileLine) -> str:
	identity = line.identity[1] if line.identity else ""
	return f"{line.customer_code or ''} {identity}".strip()


def refuse_wrong_returns(
	drafts: Sequence[DraftLine], state: SaleState, returned: Sequence[Decimal]
) -> None:
	for draft, back in zip(drafts, returned, strict=True):
		is_whole = draft.given is not None and back == draft.given.quantity
		if back and state in (SaleState.INVOICED, SaleState.VOIDED):
			message = say("Solo vuelve lo que se pagó.")
			draft.note(BadField("returned", "not_paid", message), write_plainly(back))
		elif state is SaleState.RETURNED and not is_whole:
			message = say("El documento está devuelto y esta línea no volvió entera.")
			draft.note(BadField("returned", "not_whole", message), write_plainly(back))


def refuse_other_totals(drafts: Sequence[DraftLine], sale: FormerSale) -> None:
	"""Note the amounts that the file gives and that its own quantities and prices do not make."""
	whole = sum((one.amounts for one in sale.lines), NO_AMOUNTS)
	given = [one.given for one in drafts if one.given is not None]
	for draft, line, ours in zip(drafts, given, sale.lines, strict=True):
		_compare(draft, "net", line.net, ours.amounts.net)
		_compare(draft, "document_total", line.document_total, whole.total)
	totals = [line.line_total for line in given if line.line_total is not None]
	if len(totals) == len(given) and sum(totals, NOTHING) != whole.total:
		for draft, line, ours in zip(drafts, given, sale.lines, strict=True):
			_compare(draft, "line_total", line.line_total, ours.amounts.total)


def _compare(draft: DraftLine, name: str, given: Decimal | None, ours: Decimal) -> None:
	if given is not None and given != ours:
		message = say(
			"El archivo dice {given} y las cuentas dan {ours}.",
			given=_write_money(given),
			ours=_write_money(ours),
		)
		draft.note(BadField(name, "other_total", message), str(given))


def refuse_other_content(drafts: Sequence[DraftLine], sale: FormerSale, known: KnownSale) -> None:
	"""Note that a number is here already, of another document; the same one is left alone.

	What was done with it since, its state and its payment, is no difference.
	"""
	differences = list(_list_differences(drafts, sale, known))
	if differences:
		message = say(
			"Ese número ya está, con otro contenido: {what}.",
			what=differences[0] if len(differences) == 1 else say("varias cosas"),
		)
		for one in drafts:
			one.note(BadField("number", "number_taken", message), sale.number)


def _list_differences(
	drafts: Sequence[DraftLine], sale: FormerSale, known: KnownSale
) -> list[Text]:
	found = []
	if known.customer_id != sale.customer_id:
		found.append(say("otro cliente"))
	if (known.ordered_on, known.invoiced_on) != (sale.ordered_on, sale.invoiced_on):
		found.append(say("otras fechas"))
	has_rates = all(one.given is not None and one.given.vat_percent is not None for one in drafts)
	ours = Counter(_describe(one, with_rate=has_rates) for one in known.lines)
	theirs = Counter(_describe(_know(one), with_rate=has_rates) for one in sale.lines)
	if ours != theirs:
		found.append(say("otras líneas"))
	return found


def _know(line: FormerLine) -> KnownLine:
	priced = line.priced
	return KnownLine(
		line.item.id, priced.quantity, priced.unit_price, priced.discount, priced.percent
	)


def _describe(line: KnownLine, *, with_rate: bool) -> tuple[object, ...]:
	rate = line.vat_percent if with_rate else None
	return (line.item_id, line.quantity, line.unit_price, line.discount, rate)


def _write_money(amount: Decimal) -> str:
	return f"${amount:.2f}".replace(".", ",")
