"""What files say: columns, amounts, dates, lost zeros, permissions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ec import ci

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.imports import GuessSource
from chasqui.contracts.customers.people import Category, IdentityType
from chasqui.contracts.identities import guess_id_type, restore_zero
from chasqui.kernel.clock import read_today
from customers.consent.domain import LedgerLine, build_permissions
from customers.imports.domain.columns import BadHeader, build_plan, name_targets
from customers.imports.domain.dates import parse_date
from customers.imports.domain.guesses import guess_targets
from customers.imports.engines.xlsx_table import write_cell
from customers.people.domain.calendar import add_years, find_category
from customers.people.domain.names import clean_name, make_name_key

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
EMAIL = ConsentChannel.EMAIL
NOON = datetime(2026, 5, 2, 12, tzinfo=UTC)


class TestColumns:
	def test_the_same_target_twice_goes_to_the_further_ones(self) -> None:
		header = ["Teléfono", "Teléfono trabajo", "Celular", "Correo", "Correo personal"]
		assert [one.target for one in guess_targets(header, [])] == [
			"phone", "further_phone", "further_phone", "email", "further_email",
		]  # fmt: skip

	def test_the_columns_of_a_report_are_no_data(self) -> None:
		header = ["cedula", "nombre", "linea", "campo", "motivo", "codigo"]
		rows = [["1710034065", "Ana", "2", "email", "x", "y"]] * 3
		assert [one.target for one in guess_targets(header, rows)][2:] == [""] * 4

	def test_values_tell_where_the_name_says_nothing(self) -> None:
		rows = [["0991234567", "Guayas", "1710034065"], ["0987654321", "Pichincha", "0926687856"]]
		found = guess_targets(["a", "b", "c"], rows)
		assert [(one.target, one.source) for one in found] == [
			("phone", GuessSource.SAMPLES),
			("province", GuessSource.SAMPLES),
			("id_number", GuessSource.SAMPLES),
		]

	def test_absent_fields_point_to_the_empty_cell(self) -> None:
		plan = build_plan(name_targets(["Nombre", "Cédula"]))
		assert sorted(set(plan.fields)) == [0, 1, 2]
		with pytest.raises(BadHeader):
			build_plan(["name", "name", "id_number"])


class TestDates:
	@given(day=DAYS)
	def test_every_writing_of_a_day_is_that_day(self, day: date) -> None:
		midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as in a sheet
		for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day}T10:30", write_cell(midnight)):
			assert parse_date(text) == day

	@given(day=DAYS)
	def test_exactly_ten_years_are_not_yet_loyal(self, day: date) -> None:
		tenth = add_years(day, 10)
		assert find_category(day, tenth) is Category.REGULAR
		assert find_category(day, tenth + timedelta(days=1)) is Category.LOYAL

	@pytest.mark.covers("M16")
	def test_the_islands_change_their_day_an_hour_later(
		self, monkeypatch: pytest.MonkeyPatch
	) -> None:
		# 05:30 UTC: half past midnight on the mainland, half past eleven in Galápagos.
		instant = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)
		monkeypatch.setattr("chasqui.kernel.clock.read_now", lambda: instant)
		since = date(2016, 11, 20)
		mainland, islands = read_today("America/Guayaquil"), read_today("Pacific/Galapagos")
		assert find_category(since, mainland) is Category.LOYAL
		assert find_category(since, islands) is Category.REGULAR


class TestNames:
	@given(name=st.text(min_size=1, max_size=60))
	def test_a_name_that_passes_has_a_key_and_one_line(self, name: str) -> None:
		try:
			clean, key = clean_name(name)
		except ValueError:
			return
		assert clean == " ".join(clean.split())
		assert clean.isprintable()
		assert key == make_name_key(clean) != ""
		assert clean_name(clean) == (clean, key)


class TestLostZeros:
	@given(number=st.from_regex(r"0[1-9][0-5][0-9]{7}", fullmatch=True))
	def test_a_zero_comes_back_where_the_check_digit_vouches_for_it(self, number: str) -> None:
		found = restore_zero(IdentityType.CEDULA, number[1:])
		assert (found is not None) == ci.is_valid(number)
		if found is not None:
			assert (found.number, found.warnings) == (number, ("zero_restored",))

	def test_a_company_without_check_digit_gets_none(self) -> None:
		assert restore_zero(IdentityType.RUC, "993366721001") is None

	@pytest.mark.parametrize(
		("text", "kind"),
		[
			("1710034065", "cedula"), ("926687856", "cedula"), ("1793213150001", "ruc"),
			("12.531.909-2", "rut_cl"), ("AB123456", "passport"),
		],
	)  # fmt: skip
	def test_the_type_follows_from_the_number(self, text: str, kind: str) -> None:
		assert guess_id_type(text).value == kind


class TestPermissions:
	@pytest.mark.covers("R44")
	def test_each_goes_from_its_grant_to_its_withdrawal(self) -> None:
		lines = [
			LedgerLine(EMAIL, granted, source, NOON + timedelta(days=days), evidence)
			for granted, source, days, evidence in (
				(False, "unsubscribe", 1, None),
				(True, "import:9", 2, 4),
			)
		]
		told = build_permissions(lines, EMAIL, is_granted=True, first_source="import:7")
		assert [(one.granted_by, one.withdrawn_by, one.evidence_id) for one in told] == [
			("import:9", None, 4),
			("import:7", "unsubscribe", None),
		]
		assert [one.is_first for one in told] == [False, True]

	def test_who_never_said_yes_gave_none(self) -> None:
		assert build_permissions([], EMAIL, is_granted=False, first_source="x") == []
		first = build_permissions([], EMAIL, is_granted=True, first_source="x")
		assert [one.granted_by for one in first] == ["x"]
