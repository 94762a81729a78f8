"""Writes a quote as a PDF, for paper and for mail: the same bytes for the same quote."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import typst
from babel import dates, numbers

from chasqui.contracts.customers.quotes import Quote, QuoteState
from chasqui.contracts.customers.sales import SaleLine
from chasqui.contracts.wire import write_plainly
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

LOCALE, CURRENCY = "es_EC", "USD"
TEMPLATE = Path(__file__).parents[1] / "domain" / "quote.typ"
"""In Spanish, whoever asks: what a quote says goes beside it as data, and is no markup."""
MARKS = {QuoteState.EXPIRED: "VENCIDA", QuoteState.REJECTED: "RECHAZADA"}


class QuotePdfWriter:
	"""Of a company by its name and, if it has said it, its RUC."""

	def __init__(self, company: str, ruc: str) -> None:
		self._company = company
		self._ruc = ruc

	def write(self, quote: Quote) -> bytes:
		"""Return the document.

		:raises Conflict: a draft has no number, and may still change
		"""
		if quote.issued_on is None:
			message = say("Es un borrador: emítala antes.")
			raise Conflict(message, code="not_issued")
		facts = self._describe(quote, quote.issued_on)
		midnight = datetime.combine(quote.issued_on, datetime.min.time(), UTC)
		document: bytes = typst.compile(
			TEMPLATE,
			root=TEMPLATE.parent,
			ignore_system_fonts=True,
			sys_inputs={"quote": json.dumps(facts, ensure_ascii=False)},
			timestamp=int(midnight.timestamp()),
		)
		return document

	def _describe(self, quote: Quote, issued_on: date) -> dict[str, Any]:
		"""Return what the template says of a quote."""
		return {
			"company": self._company,
			"ruc": self._ruc,
			"number": quote.number,
			"mark": MARKS.get(quote.state, ""),
			"customer": quote.customer_name,
			"issued": write_day(issued_on),
			"until": write_day(quote.valid_until),
			"seller": quote.seller_name,
			"lines": [describe_line(line) for line in quote.lines],
			"net": write_money(quote.net),
			"taxes": [
				{
					"rate": write_rate(one.vat_percent),
					"net": write_money(one.net),
					"tax": write_money(one.tax),
				}
				for one in quote.vat
			],
			"total": write_money(quote.total),
			"note": quote.note,
		}


def describe_line(line: SaleLine) -> dict[str, str]:
	"""Return the cells of a line."""
	return {
		"name": line.name,
		"reference": line.reference,
		"quantity": write_plainly(line.quantity).replace(".", ","),
		"price": write_money(line.unit_price),
		"discount": write_money(line.discount) if line.discount else "",
		"vat": write_rate(line.vat_percent),
		"net": write_money(line.net),
	}


def write_money(value: Decimal) -> str:
	"""Return US dollars: ``$1.234,50``."""
	return str(numbers.format_currency(value, CURRENCY, locale=LOCALE))


def write_rate(percent: Decimal) -> str:
	"""Return a rate of tax: ``15 %``."""
	return f"{write_plainly(percent).replace('.', ',')} %"


def write_day(day: date) -> str:
	"""Return a day: ``20 de noviembre de 2026``."""
	return str(dates.format_date(day, "long", locale=LOCALE))
