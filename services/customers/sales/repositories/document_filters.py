"""What lists of documents are narrowed by, whatever the document: its number, words, its items."""

import re
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import and_, or_, select

from chasqui.kernel.data.listings import Condition
from customers.catalogue.models.item import ItemRow
from customers.people.domain.names import split_words
from customers.people.models.customer import CustomerRow
from customers.people.repositories.name_words import match_words
from customers.sales.models.document import DocumentLineMixin, DocumentMixin

NUMBER = re.compile(r"0{0,8}[1-9][0-9]{0,8}")
"""Of a document in its series, or of a draft."""
DRAFT = "draft"


class AskedItems(Protocol):
	"""Filters that name items, or their types."""

	item_id: list[int]
	type_id: list[int]


def ask_text(row: type[DocumentMixin], q: str | None) -> list[Condition]:
	"""Return what a text asks: a document's number, a draft's, or words of the customer's name."""
	text = (q or "").strip()
	if not text:
		return []
	found: list[Condition] = [row.number.in_([text, text.upper()])]
	if NUMBER.fullmatch(text):
		found.append(row.series_number == int(text))
		found.append(and_(row.id == int(text), row.state == DRAFT))
	if words := split_words(text):
		named = select(CustomerRow.id).where(match_words(words))
		found.append(row.customer_id.in_(named))
	return [or_(*found)]


def ask_lines(line: type[DocumentLineMixin], asked: AskedItems) -> list[Condition]:
	"""Return what filters ask of single lines."""
	found: list[Condition] = []
	if asked.item_id:
		found.append(line.item_id.in_(asked.item_id))
	if asked.type_id:
		typed = select(ItemRow.id).where(ItemRow.type_id.in_(asked.type_id))
		found.append(line.item_id.in_(typed))
	return found


def ask_seller(row: type[DocumentMixin], seller: str | None) -> Sequence[Condition]:
	"""Return that documents are of one seller, or (None) nothing."""
	return [] if seller is None else [row.seller == seller]
