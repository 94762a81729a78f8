"""What is done with several rows of a list: asked on a page that says which, and then begun."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel
from werkzeug.datastructures import MultiDict

from chasqui.contracts.wire import Contract
from chasqui.kernel.errors import Conflict, Forbidden, Invalid
from chasqui.kernel.security.access import grant
from chasqui.kernel.texts.text import say
from portal.session.staff import read_person
from portal.shell.forms.form import GENERAL, Form
from portal.shell.labels.formats import read_decimal
from portal.shell.lists.actions import RowAction, RowActions
from portal.shell.pages.active_filters import ActiveFilter, list_active, write_pairs
from portal.shell.pages.addresses import PICKED, read_query
from portal.shell.pages.list_page import ListPage
from portal.shell.pages.parts import notify

Asked = TypeVar("Asked", bound=BaseModel)
ALL, TYPED = "all", "typed"


@dataclass(frozen=True)
class Order(Generic[Asked]):
	"""What a person confirmed: an action on the rows of some filters, of which there were so many.

	`fields` is what the action asks besides; `address` is how the list was narrowed.
	"""

	action: RowAction
	filters: Asked
	expected: int
	fields: Any
	nonce: str
	address: str


@dataclass(frozen=True)
class BulkPages(Generic[Asked]):
	"""The pages of the actions that a list declares; `contract` is what it filters by, alone."""

	list: ListPage[Any]
	at: str
	"""The page of the list."""
	declared: RowActions[Any]
	contract: type[Asked]
	count: Callable[[Asked], int]
	begin: Callable[[Order[Asked]], str]
	"""Asks the service, says how it went, and returns where one goes then."""

	def add_to(self, blueprint: Blueprint) -> None:
		"""Give a blueprint the routes `ask` and `start`, for all who may do any of the actions."""

		@grant(*{one.needs for one in self.declared.actions})
		def ask() -> ResponseReturnValue:
			"""Say what will be done to how many, and ask; where nothing changes, lead there."""
			return self._ask()

		@grant(*{one.needs for one in self.declared.actions if not one.leads})
		def start() -> ResponseReturnValue:
			"""Begin what was confirmed."""
			return self._start()

		blueprint.add_url_rule("/", "ask", ask)
		blueprint.add_url_rule("/", "start", start, methods=["POST"])

	def find_list(self, address: str) -> str:
		"""Return the way to the list as it was narrowed."""
		path = url_for(self.at)
		return f"{path}?{address}" if address else path

	def _ask(self) -> ResponseReturnValue:
		action = self._find_action(request.args.get("action"))
		address = request.args.get("address", "")
		filters = self._read_chosen(action, address)
		if filters is None:
			notify(self.declared.nothing, "warn")
			return redirect(self.find_list(address))
		if action.leads:
			pairs = [*write_pairs(filters), *action.extra.items()]
			return redirect(f"{url_for(action.leads)}?{urlencode(pairs)}")
		return BulkQuestion(
			self, action, filters, address, read_form(action, request.args)
		).render()

	def _start(self) -> ResponseReturnValue:
		sent = request.form
		action = self._find_action(sent.get("action"))
		if action.leads:
			raise Invalid(say("Eso no cambia nada."))
		filters = read_query(self.contract, MultiDict(parse_qsl(sent.get("address", ""))))
		expected = sent.get("expected", 0, type=int)
		form = read_form(action, sent)
		fields = check_form(action, form, expected)
		asked = BulkQuestion(self, action, filters, sent.get("back", ""), form)
		if fields is None:
			return asked.render(), 422
		order = Order(action, filters, expected, fields, form.nonce, asked.address)
		try:
			return redirect(self.begin(order), 303)
		except (Conflict, Invalid) as error:
			form.add_failure(error)
			return asked.render(), error.status

	def _find_action(self, code: str | None) -> RowAction:
		"""Return the action of an address, or the first.

		:raises Forbidden: who asks may not do it
		"""
		actions = self.declared.actions
		action = next((one for one in actions if one.code == code), actions[0])
		if not read_person().may(action.needs):
			raise Forbidden(say("Su rol no incluye esta acción."))
		return action

	def _read_chosen(self, action: RowAction, address: str) -> Asked | None:
		"""Return which rows the bar means: the picked ones, or all that match; None for none."""
		filters = read_query(self.contract, MultiDict(parse_qsl(address)))
		if action.takes_all and request.args.get("scope") == ALL:
			return filters
		picked = MultiDict((PICKED, text) for text in request.args.getlist("pick"))
		kept = {name: getattr(filters, name) for name in self.declared.kept}
		return read_query(self.contract, picked, **kept) if picked else None


@dataclass(frozen=True)
class BulkQuestion(Generic[Asked]):
	"""The page that asks: which rows the action takes, in words, and how many they are now."""

	pages: BulkPages[Asked]
	action: RowAction
	filters: Asked
	address: str
	form: Form[Any]

	@cached_property
	def total(self) -> int:
		return self.pages.count(self.filters)

	@property
	def is_grave(self) -> bool:
		return is_grave(self.action, self.total)

	@property
	def rows(self) -> str:
		"""Return the address that finds the rows again."""
		return urlencode(write_pairs(self.filters))

	@property
	def back(self) -> str:
		return self.pages.find_list(self.address)

	def list_active(self) -> list[ActiveFilter]:
		"""Return what narrows the rows."""
		words = self.pages.list.words
		return list_active(self.filters, words, []) if words else []

	def name_fields(self) -> dict[str, Any]:
		"""Return what each field is called, for what is said above the form."""
		layout = self.action.layout
		return {**(layout.name_fields() if layout else {}), TYPED: _("Cuántos son")}

	def render(self) -> str:
		"""Return the page."""
		return render_template("shell/bulk.html", asked=self)


def read_form(action: RowAction, typed: MultiDict[str, str]) -> Form[Any]:
	"""Return what an action asks besides, as it was typed."""
	contract = action.layout.contract if action.layout else Contract
	return Form.read(contract, typed)


def check_form(action: RowAction, form: Form[Any], expected: int) -> Any:
	"""Return what an action asks besides, or None and what is wrong, in the action's words."""
	fields = form.validate()
	form.errors = dict.fromkeys(form.errors, str(action.fault)) if action.fault else form.errors
	if expected < 1:
		form.errors[GENERAL] = _("No se sabe de cuántos se trata.")
	elif is_grave(action, expected) and read_decimal(form.read_value(TYPED)) != expected:
		form.errors[TYPED] = _("Escriba cuántos son para confirmar.")
	return None if form.errors else fields


def is_grave(action: RowAction, count: int) -> bool:
	"""Return whether so many are taken that one press must not do it."""
	return action.most is not None and count > action.most
