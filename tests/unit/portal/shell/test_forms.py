"""Forms: what was typed becomes a contract, or stays with an error at its field."""

from datetime import date
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from chasqui.contracts.campaigns.campaigns import CampaignFields
from chasqui.contracts.customers.people import CustomerPatch, Gender
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from portal.shell.forms.form import GENERAL, Form

TYPED = [
	("name", "Plan hogar"),
	("starts_on", "2026-11-01"),
	("ends_on", "2026-12-01"),
	("criteria.genders", "F"),
	("criteria.genders", "X"),
	("criteria.age_from", "30"),
	("criteria.income_from", "1.234,50"),
	("monthly_day", "last"),
]


def read(*typed: tuple[str, str]) -> Form[CampaignFields]:
	return Form.read(CampaignFields, MultiDict([*TYPED, *typed]))


class TestValidation:
	def test_it_reads_a_campaign_as_people_type_it(self) -> None:
		fields = read(("budget", "1.500")).validate()
		assert fields is not None
		assert fields.criteria.genders == [Gender.FEMALE, Gender.OTHER]
		assert fields.criteria.income_from == Decimal("1234.50")
		assert fields.budget == Decimal(1500)
		assert (fields.starts_on, fields.monthly_day) == (date(2026, 11, 1), "last")

	def test_an_empty_field_is_left_out(self) -> None:
		fields = read(("objective", "  "), ("criteria.age_to", "")).validate()
		assert fields is not None
		assert (fields.objective, fields.criteria.age_to) == ("", None)

	def test_an_unchecked_box_is_false(self) -> None:
		checked, unchecked = read(("monthly_mailing", "on")).validate(), read().validate()
		assert checked is not None
		assert unchecked is not None
		assert (checked.monthly_mailing, unchecked.monthly_mailing) == (True, False)

	def test_what_was_typed_stays_beside_its_error(self) -> None:
		form = Form.read(CampaignFields, MultiDict([("criteria.age_from", "treinta")]))
		assert form.validate() is None
		assert form.read_value("criteria.age_from") == "treinta"
		assert form.find_error("criteria.age_from") == "Debe ser un número entero."
		assert form.find_error("name") == "Falta este dato."

	def test_money_that_is_no_number_is_refused_at_its_field(self) -> None:
		form = read(("budget", "mucho"))
		assert form.validate() is None
		assert form.find_error("budget") == "Debe ser un número."

	def test_crossed_bounds_belong_to_the_criteria(self) -> None:
		form = read(("criteria.age_to", "20"))
		assert form.validate() is None
		assert "edad inicial" in form.find_error("criteria")

	def test_a_patch_empties_what_was_emptied(self) -> None:
		typed = MultiDict([("version", "00"), ("email", ""), ("name", "Nombre Nuevo")])
		patch = Form.read(CustomerPatch, typed, is_patch=True).validate()
		assert patch is not None
		sent = patch.model_dump(exclude_unset=True)
		assert sent["email"] is None
		assert sent["name"] == "Nombre Nuevo"
		assert "phone" not in sent

	def test_a_shown_contract_comes_back_the_same(self) -> None:
		fields = read(("budget", "99,90"), ("monthly_mailing", "on")).validate()
		assert fields is not None
		assert Form.show(CampaignFields, fields).validate() == fields


class TestRefusals:
	def test_a_refusal_of_a_service_stands_at_its_field(self) -> None:
		form = read()
		field = FieldError("criteria.provinces.0", say("Esa provincia no existe."))
		form.add_failure(Invalid(say("No."), fields=[field]))
		assert form.find_error("criteria.provinces") == "Esa provincia no existe."

	def test_a_refusal_without_field_is_general(self) -> None:
		form = read()
		form.add_failure(Conflict(say("Otra persona la cambió.")))
		assert form.find_error(GENERAL) == "Otra persona la cambió."

	def test_a_step_shows_only_its_own_errors(self) -> None:
		form = Form(CampaignFields)
		form.validate()
		form.keep_only(["name"])
		assert list(form.errors) == ["name"]


@pytest.mark.parametrize(
	("typed", "number"),
	[
		("1.234,56", "1234.56"),
		("1,234.56", "1234.56"),
		("1234,5", "1234.5"),
		("1234.56", "1234.56"),
		("1.500", "1500"),
		("12.500.000", "12500000"),
		("$ 800", "800"),
	],
)
def test_it_reads_numbers_as_ecuador_writes_them(typed: str, number: str) -> None:
	fields = read(("budget", typed)).validate()
	assert fields is not None
	assert fields.budget == Decimal(number)
