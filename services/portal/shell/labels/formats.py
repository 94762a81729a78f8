"""Numbers, money, dates and times as Ecuador writes them, with words in the page's language."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import dates, numbers
from flask import current_app
from flask_babel import gettext
from markupsafe import Markup, escape

from chasqui.kernel.clock import read_now
from chasqui.kernel.texts.languages import DEFAULT, read_language
from portal.shell.labels.words import Words

LOCALE = "es_EC"
CURRENCY = "USD"
NOTHING = "—"
MOMENT = timedelta(seconds=10)
PUNYCODE = "xn--"
THOUSANDS = re.compile(r"^\d{1,3}(\.\d{3})+$")


def format_money(value: Decimal | None) -> str:
	"""Return US dollars: ``$1.234,50``."""
	if value is None:
		return NOTHING
	return str(numbers.format_currency(value, CURRENCY, locale=LOCALE))


def format_number(value: float | None) -> str:
	"""Return a number: ``1.234.567``."""
	return NOTHING if value is None else str(numbers.format_decimal(value, locale=LOCALE))


def format_month(key: str) -> str:
	"""Return a month of a contract, ``2026-11``, as people read it: ``nov 2026``."""
	day = date.fromisoformat(f"{key}-01")
	return str(dates.format_date(day, "MMM y", locale=read_words()))


def format_percent(part: float, whole: float) -> str:
	"""Return a share: ``37 %``; nothing where there is no whole."""
	if not whole:
		return NOTHING
	return str(numbers.format_percent(part / whole, format="#,##0.# %", locale=LOCALE))


def format_share(part: float, whole: float) -> str:
	"""Return a share and of how many it is: ``37 % de 1.234``; nothing where there is no whole."""
	if not whole:
		return NOTHING
	percent = format_percent(part, whole)
	return str(gettext("%(percent)s de %(whole)s", percent=percent, whole=format_number(whole)))


def format_date(value: date | None) -> str:
	"""Return a date: ``20 nov 2026``; an instant is read in the installation's zone."""
	if value is None:
		return NOTHING
	if isinstance(value, datetime):
		value = value.astimezone(read_zone()).date()
	return str(dates.format_date(value, "d MMM y", locale=read_words()))


def format_typed_date(text: str) -> str:
	"""Return a date that a form brought as a date is shown; what is none stays as it is."""
	try:
		return format_date(date.fromisoformat(text))
	except ValueError:
		return text


def format_typed_money(text: str) -> str:
	"""Return an amount that a form brought as money is shown; what is none stays as it is."""
	amount = read_decimal(text)
	return text if amount is None else format_money(amount)


def format_instant(value: datetime | None) -> str:
	"""Return an instant in the installation's zone: ``20 nov 2026, 14:05``."""
	if value is None:
		return NOTHING
	return str(
		dates.format_datetime(value, "d MMM y, HH:mm", tzinfo=read_zone(), locale=read_words())
	)


def format_day_or_instant(value: datetime | None) -> str:
	"""Return an instant; without its time where only the day was given, as files do."""
	if value is not None and value.astimezone(read_zone()).time() == time():
		return format_date(value)
	return format_instant(value)


def format_ago(value: datetime | None) -> str:
	"""Return how long ago: ``hace 5 minutos``."""
	if value is None:
		return NOTHING
	gone = value - read_now()
	if abs(gone) < MOMENT:  # two machines' clocks differ by as much
		return str(gettext("hace un momento"))
	return str(dates.format_timedelta(gone, add_direction=True, locale=read_words()))


def format_age(value: date | None) -> str:
	"""Return how many days ago a date was: ``hace 19 días``, ``hoy``."""
	if value is None:
		return NOTHING
	gone = value - read_now().astimezone(read_zone()).date()
	if not gone:
		return str(gettext("hoy"))
	return str(dates.format_timedelta(gone, add_direction=True, locale=read_words()))


def format_seconds(seconds: int) -> str:
	"""Return how long something takes in words: ``2 minutos``."""
	return str(dates.format_timedelta(seconds, threshold=1.2, locale=read_words()))


def format_email(value: str | None) -> Markup:
	"""Return an address as it is read: a domain's own letters, a narrow column's break after @."""
	local, at, domain = (value or NOTHING).partition("@")
	return escape(local) + (Markup("@<wbr>") if at else "") + escape(read_domain(domain))


def read_domain(domain: str) -> str:
	"""Return a domain in its own letters: ``xn--and-6ma2c.ec`` is ``ñandú.ec``."""
	if PUNYCODE not in domain:
		return domain
	try:
		return domain.encode().decode("idna")
	except UnicodeError:
		return domain


def can_call(number: str | None) -> bool:
	"""Return whether a telephone can dial a number: not one that is masked, or none at all."""
	return re.fullmatch(r"\+?\d{7,15}", number or "") is not None


def read_decimal(text: str) -> Decimal | None:
	"""Return the number that a person typed, or None if it is none.

	With both signs the last one is the decimal sign. A lone comma is decimal; a lone point is
	decimal too, unless it groups thousands as in ``1.500``.
	"""
	plain = text.replace("$", "").replace(" ", "").replace("\u00a0", "")
	if plain.rfind(",") > plain.rfind("."):
		plain = plain.replace(".", "").replace(",", ".", 1)
	elif "," in plain or THOUSANDS.match(plain):
		plain = plain.replace(",", "") if "," in plain else plain.replace(".", "")
	return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def write_decimal(value: Decimal) -> str:
	"""Return a number as a form shows it: ``1234,50``."""
	return f"{value:.2f}".replace(".", ",")


def read_words() -> str:
	"""Return the locale of names of months and of «hace…»; all else is Ecuador's."""
	spoken = read_language()
	return LOCALE if spoken == DEFAULT else spoken


def read_zone() -> ZoneInfo:
	"""Return the installation's time zone."""
	return ZoneInfo(current_app.config["CHASQUI_ZONE"])


WORDS = Words(
	filters={
		"age": format_age,
		"ago": format_ago,
		"date": format_date,
		"day_or_instant": format_day_or_instant,
		"email": format_email,
		"instant": format_instant,
		"money": format_money,
		"number": format_number,
		"seconds": format_seconds,
		"typed_date": format_typed_date,
		"typed_money": format_typed_money,
	},
	functions={"can_call": can_call, "percent": format_percent, "share": format_share},
)
