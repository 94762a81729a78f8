"""What may be read of a meter: never less than before, no more hours than days have."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.equipment import ReadingFields
from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.wire import write_plainly
from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField

HOURS_A_DAY = 24
NOTHING = Decimal(0)


@dataclass(frozen=True)
class LastReading:
	"""The last one that counts. `ceiling` is what the machine can have run by a day, if it ran day
	and night since each reading before, less 24 hours for each day since the year one.
	"""

	read_on: date
	value: Decimal
	before: Decimal
	ceiling: Decimal

	@property
	def total(self) -> Decimal:
		return self.value + self.before


@dataclass(frozen=True)
class PlacedReading:
	"""A reading with its day, and what the meters before counted."""

	read_on: date
	value: Decimal
	before: Decimal

	@property
	def total(self) -> Decimal:
		return self.value + self.before


def place_reading(
	fields: ReadingFields, meter: MeterKind, last: LastReading | None, today: date
) -> PlacedReading:
	"""Return a reading after those there are.

	:raises BadField: the machine has no meter, the day has not come or is before the last one, the
		meter says less than it said, or more hours than there were
	"""
	day = fields.read_on or today
	if meter is MeterKind.NONE:
		raise BadField("value", "no_meter", say("Ese equipo no lleva medidor."))
	if day > today:
		raise BadField("read_on", "in_the_future", say("Ese día no ha llegado."))
	if last is None:
		return PlacedReading(day, fields.value, NOTHING)
	if day < last.read_on:
		message = say(
			"Hay una lectura del {last}: escriba ese día o uno después.", last=write_day(last)
		)
		raise BadField("read_on", "before_last", message)
	before = last.total - fields.value if fields.is_new_meter else last.before
	placed = PlacedReading(day, fields.value, before)
	refuse_less(placed, last)
	if meter is MeterKind.HOURS:
		refuse_more(placed, last)
	return placed


def refuse_less(placed: PlacedReading, last: LastReading) -> None:
	""":raises BadField: the meter goes backwards"""
	if placed.total < last.total:
		message = say(
			"El {last} decía {value}: escriba lo mismo o más, o marque que es otro medidor.",
			last=write_day(last),
			value=write_value(last.value),
		)
		raise BadField("value", "below_last", message)


def refuse_more(placed: PlacedReading, last: LastReading) -> None:
	""":raises BadField: a day has no more than 24 hours"""
	most = last.ceiling + HOURS_A_DAY * placed.read_on.toordinal()
	if placed.total > most:
		message = say(
			"Son más horas de las que caben: ese día puede decir {most} como máximo.",
			most=write_value(most - placed.before),
		)
		raise BadField("value", "too_many_hours", message)


def write_day(last: LastReading) -> str:
	return f"{last.read_on:%d/%m/%Y}"


def write_value(value: Decimal) -> str:
	"""Return a value as a meter shows it: ``1250,5``."""
	return write_plainly(value).replace(".", ",")
