"""Declared forms: their inputs are fields of their contracts, and what these demand is seen."""

import importlib
import pkgutil
from collections.abc import Iterator
from decimal import Decimal

import pytest
from pydantic import Field

import portal
from chasqui.contracts.wire import Contract
from chasqui.kernel.errors import Conflict, Forbidden, Unavailable
from chasqui.kernel.texts.text import say
from portal.shell.forms.contract_fields import list_leaves
from portal.shell.forms.form import Form
from portal.shell.forms.inputs import Choice, Day, Line
from portal.shell.forms.layout import Fieldset, FormLayout, Limits


class Evidence(Contract):
	source: str = Field(max_length=160)


class Record(Contract):
	name: str = Field(max_length=60)
	amount: Decimal | None = None
	units: int = Field(default=0, ge=-999, le=999)
	note: str | None = Field(default=None, max_length=200)
	evidence: Evidence | None = None


def find_layouts() -> Iterator[tuple[str, FormLayout]]:
	"""Yield every layout that a module of the portal declares."""
	for module in pkgutil.walk_packages(portal.__path__, "portal."):
		for name, value in vars(importlib.import_module(module.name)).items():
			if isinstance(value, FormLayout):
				yield f"{module.name}.{name}", value


LAYOUTS = dict(find_layouts())


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_declared_form_asks_fields_of_its_contract(layout: FormLayout) -> None:
	fields = {name for name, _kind in list_leaves(layout.contract)}
	assert layout.name_fields().keys() <= fields


def test_some_are_declared() -> None:
	assert len(LAYOUTS) > 3


class TestLimits:
	LAYOUT = FormLayout(Record, [Fieldset([Line("name", "Nombre"), Day("note", "Nota")])])

	@pytest.mark.parametrize(
		("name", "limits"),
		[
			("name", Limits(is_required=True, max_length=60)),
			("note", Limits(is_required=False, max_length=200)),
			("units", Limits(is_required=False, max_length=4)),
			("amount", Limits()),
			("evidence.source", Limits(is_required=True, max_length=160)),
			("what_is_not_there", Limits()),
		],
	)
	def test_they_are_those_of_the_contract(self, name: str, limits: Limits) -> None:
		assert self.LAYOUT.read_limits(name) == limits


class TestChoice:
	def test_options_are_given_or_looked_up(self) -> None:
		pairs = [(1, "Uno")]
		assert Choice("name", "", options=pairs).list_options() == pairs
		assert Choice("name", "", options=lambda: pairs).list_options() == pairs


class TestSave:
	def test_what_is_wrong_is_not_sent(self) -> None:
		form, sent = Form(Record, {"units": ["2"]}), list[Record]()
		assert form.save(sent.append) is None
		assert sent == []
		assert "name" in form.errors

	def test_a_refusal_stays_with_the_form(self) -> None:
		def refuse(_record: Record) -> None:
			raise Conflict(say("Ya hay otro."), code="name_taken")

		form = Form(Record, {"name": ["Uno"]})
		assert form.save(refuse) is None
		assert form.was_refused_as("name_taken")
		assert form.errors == {"": "Ya hay otro."}

	def test_an_outage_loses_nothing_that_was_typed(self) -> None:
		def fail(_record: Record) -> None:
			raise Unavailable(say("No responde."))

		form = Form(Record, {"name": ["Uno"]})
		assert form.save(fail) is None
		assert form.errors == {"": "No responde."}
		assert form.read_value("name") == "Uno"

	def test_what_is_not_the_forms_to_tell_is_not_told_by_it(self) -> None:
		def refuse(_record: Record) -> None:
			raise Forbidden(say("No puede."))

		with pytest.raises(Forbidden):
			Form(Record, {"name": ["Uno"]}).save(refuse)

	def test_what_it_made_comes_back(self) -> None:
		form = Form(Record, {"name": ["Uno"]})
		assert form.save(lambda record: record.units, given={"units": 7}) == 7
		assert form.errors == {}
