"""A search text as a condition that indexes answer.

Where several words are searched, few customers meet one by anything but their name: they are looked
up beforehand, and all words are asked of the names' index at once, in a quarter of the time of
asking each by itself.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
	ColumnElement,
	Select,
	and_,
	false,
	func,
	literal_column,
	or_,
	select,
	union,
)
from sqlalchemy.orm import Session

from chasqui.contracts.customers.profiles import FieldKind
from customers.people.models.custom_field import CustomFieldRow
from customers.people.models.customer import DOMAIN, CustomerRow
from customers.people.models.customer_contact import CustomerContactRow
from customers.people.repositories.name_words import match_words
from customers.segments.domain.search import ExactValues, Search, SearchTerm
from customers.segments.repositories.plan_methods import use_own_indexes

FEW = 5000
AFTER_ALL = "\U0010ffff"  # sorts after every character, in the columns' collation
Condition = ColumnElement[bool]


def build_search_condition(
	session: Session, search: Search, among: Sequence[Condition] = ()
) -> Condition:
	"""Return the condition that a customer has the whole value that is searched, if anybody has.

	Then that its address is of a whole domain, or its name has every word whole, if somebody's
	`among` whom the list shows does. Else that it meets every term; nobody meets a search without
	any.
	"""
	if found := _find_exact(session, search.exact):
		return CustomerRow.id.in_(found)
	for whole in _list_wholes(search):
		if _meets_anybody(session, and_(whole, *among)):
			return whole
	return _build_terms(session, search.terms) if search.terms else false()


def _meets_anybody(session: Session, condition: Condition) -> bool:
	# The first one that the whole table shows would do, hopes the planner; often there is none.
	with use_own_indexes(session):
		return session.scalar(select(CustomerRow.id).where(condition).limit(1)) is not None


def _list_wholes(search: Search) -> list[Condition]:
	wholes: list[Condition] = []
	if search.domain:
		wholes.append(literal_column(DOMAIN) == search.domain)
	if search.words:
		wholes.append(match_words(search.words, is_whole=True))
	return wholes


def _find_exact(session: Session, exact: ExactValues) -> list[int]:
	"""Return who has a whole value; of an address or phone that thousands share, the first ones."""
	choices: list[Condition] = []
	if exact.numbers:
		choices.append(CustomerRow.id_number.in_(exact.numbers))
	if exact.phone:
		choices.append(CustomerRow.phone == exact.phone)
	if exact.email:
		choices.append(CustomerRow.email == exact.email)
	if exact.customer_id:
		choices.append(CustomerRow.id == exact.customer_id)
	choices += _list_codes(session, exact.codes)
	if not choices:
		return []
	own = select(CustomerRow.id).where(or_(*choices)).limit(FEW)
	holders = _find_holders([CustomerContactRow.value.in_(exact.contacts)]).limit(FEW)
	return list(session.scalars(union(select(own.subquery()), select(holders.subquery()))))


def _list_codes(session: Session, codes: list[str]) -> list[Condition]:
	"""Return that a text field of the company's own says a code: the index of the values knows."""
	if not codes:
		return []
	of_texts = CustomFieldRow.kind == FieldKind.TEXT.value
	keys = session.scalars(
		select(CustomFieldRow.key).where(of_texts, CustomFieldRow.is_archived.is_(False))
	)
	return [
		and_(CustomerRow.custom != {}, CustomerRow.custom.contains({key: code}))
		for key in keys
		for code in codes
	]


def _build_terms(session: Session, terms: list[SearchTerm]) -> Condition:
	others = _find_by_other_columns(session, terms) if len(terms) > 1 else None
	if others is None:
		return _meet_all(session, terms)
	if not all(term.words for term in terms):  # an e-mail's beginning is of no name
		return CustomerRow.id.in_(others)
	named = match_words([word for term in terms for word in term.words])
	return or_(named, CustomerRow.id.in_(others)) if others else named


def _find_by_other_columns(session: Session, terms: list[SearchTerm]) -> list[int] | None:
	"""Return who meets all terms, some by more than a name; None if more than `FEW` may."""
	own = [choice for term in terms for choice in _list_other_columns(term)]
	further = [choice for term in terms for choice in _list_contacts(term)]
	if not own:
		return []
	of_these = select(CustomerRow.id).where(or_(*own)).limit(FEW + 1)
	holders = _find_holders(further).limit(FEW + 1)
	with use_own_indexes(session):
		both = union(select(of_these.subquery()), select(holders.subquery()))
		found = session.scalars(both).all()
	if len(found) > FEW:
		return None
	query = select(CustomerRow.id).where(CustomerRow.id.in_(found), _meet_all(session, terms))
	return list(session.scalars(query)) if found else []


def _meet_all(session: Session, terms: list[SearchTerm]) -> Condition:
	return and_(*(or_(*_list_choices(session, term)) for term in terms))


def _list_choices(session: Session, term: SearchTerm) -> list[Condition]:
	choices = _list_other_columns(term)
	if term.words:
		choices.append(match_words(term.words))
	if contacts := _list_contacts(term):
		holders = _find_holders(contacts)
		# As a subquery among the choices they would keep all the others from their indexes.
		few = session.scalars(holders.limit(FEW + 1)).all()
		choices.append(CustomerRow.id.in_(few if len(few) <= FEW else holders))
	return choices


def _list_other_columns(term: SearchTerm) -> list[Condition]:
	choices = [_begins(CustomerRow.id_number, number) for number in term.numbers]
	choices += [_begins(CustomerRow.phone, phone) for phone in term.phones]
	if term.ending:
		choices.append(_begins(func.reverse(CustomerRow.phone), term.ending[::-1]))
	if term.email:
		choices.append(_begins(CustomerRow.email, term.email))
	if term.domain:
		choices.append(_begins(literal_column(DOMAIN), term.domain))
	return choices


def _list_contacts(term: SearchTerm) -> list[Condition]:
	"""Return how a further phone or e-mail of a customer may meet a term."""
	starts = [*term.phones, *([term.email] if term.email else [])]
	return [_begins(CustomerContactRow.value, start) for start in starts]


def _find_holders(contacts: list[Condition]) -> Select[Any]:
	return select(CustomerContactRow.customer_id).where(or_(*contacts)).distinct()


def _begins(column: Any, start: str) -> Condition:
	"""Return that a value begins so: a range, which plans made without the value can use too."""
	return and_(column >= start, column < start + AFTER_ALL)
