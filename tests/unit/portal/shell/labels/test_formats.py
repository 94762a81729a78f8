"""Numbers, money and dates as Ecuador writes them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from chasqui.kernel.clock import freeze_clock
from portal.app import create_app
from portal.shell.labels import formats, places


@pytest.fixture(autouse=True)
def request_of_a_page() -> Iterator[None]:
	with create_app().test_request_context():
		yield


def test_a_day_without_a_time_is_shown_as_a_day() -> None:
	midnight = datetime(2026, 11, 20, 5, tzinfo=UTC)  # in Ecuador
	assert formats.format_day_or_instant(midnight) == "20 nov 2026"
	assert formats.format_day_or_instant(midnight + timedelta(hours=1)) == "20 nov 2026, 01:00"
	assert formats.format_day_or_instant(None) == "—"


def test_an_address_breaks_after_its_at_and_is_escaped() -> None:
	assert formats.format_email("a<b@x.ec") == "a&lt;b@<wbr>x.ec"
	assert formats.format_email(None) == "—"


def test_money_has_points_and_a_comma() -> None:
	assert formats.format_money(Decimal("1234.5")) == "$1.234,50"


def test_numbers_are_grouped() -> None:
	assert formats.format_number(1234567) == "1.234.567"


def test_what_is_missing_is_a_dash() -> None:
	assert formats.format_money(None) == formats.format_date(None) == "—"
	assert formats.format_percent(1, 0) == "—"


def test_dates_are_short() -> None:
	assert formats.format_date(date(2026, 11, 20)) == "20 nov 2026"


def test_an_instant_is_shown_on_the_continents_clock() -> None:
	assert formats.format_instant(datetime(2026, 11, 21, 2, 5, tzinfo=UTC)) == "20 nov 2026, 21:05"


def test_a_date_of_an_instant_is_the_local_one() -> None:
	assert formats.format_date(datetime(2026, 11, 21, 2, 5, tzinfo=UTC)) == "20 nov 2026"


def test_how_long_ago() -> None:
	now = datetime(2026, 11, 20, tzinfo=UTC)
	with freeze_clock(now):
		assert formats.format_ago(now - timedelta(minutes=5)) == "hace 5 minutos"


@pytest.mark.parametrize("text", ["", "doce", "1,2,3x", "--5", "1e5"])
def test_what_is_no_number_is_not_read(text: str) -> None:
	assert formats.read_decimal(text) is None


def test_places_have_names_in_order() -> None:
	names = [name for _code, name in places.list_provinces()]
	assert len(names) == 24
	assert names.index("Cañar") < names.index("Carchi") < names.index("Chimborazo")
	assert places.name_province("EC-P") == "Pichincha"
	assert places.name_canton("1701") == "Quito"
	assert ("1701", "Quito") in places.list_cantons("EC-P")
	assert ("1701", "Quito (Pichincha)") in places.list_all_cantons()
	assert places.name_canton("9999") == "9999"


def test_ages_are_told_in_days_and_a_moment_is_a_moment() -> None:
	with freeze_clock(datetime(2026, 11, 20, 15, 0, tzinfo=UTC)):
		assert formats.format_age(date(2026, 11, 20)) == "hoy"
		assert formats.format_age(date(2026, 11, 1)).startswith("hace")
		assert formats.format_age(None) == "—"
		assert formats.format_ago(datetime(2026, 11, 20, 14, 57, tzinfo=UTC)) == "hace 3 minutos"
		assert formats.format_ago(datetime(2026, 11, 20, 15, 0, 2, tzinfo=UTC)) == "hace un momento"
