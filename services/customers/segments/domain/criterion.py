"""What a criterion of a segment is: one object with all its parts.

SQL is text here, as in the declarations of tables; only repositories put it together and run it.
Values are asked by name, each its criterion's own (``%(genders)s``); besides those a condition
may name `%(reference)s`, the day of the segment, and in the cube `%(cells_key)s`, that of the
cells, both as day keys (see people.domain.calendar), and `%(as_of)s`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chasqui.contracts.customers.criteria import CriterionWords, is_asked, read_criteria
from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind, YesNo

COPIED = ""
"""Each member comes with the columns that the criterion asks."""


@dataclass(frozen=True)
class Condition:
	"""What a criterion asks: of `rows` of customers, and of the `cells` and `deltas` of the cube.

	Without `cells` the cube does not know it, and whatever asks it is counted row by row. Deltas
	are asked as cells are unless they say otherwise. An empty text asks nothing of them.
	"""

	rows: str
	cells: str | None = None
	deltas: str | None = None
	values: Mapping[str, Any] = field(default_factory=dict)

	def spare_companies(self) -> "Condition":
		"""Return the condition asked of persons alone: companies have no age and no gender."""

		def spare(part: str) -> str:
			return f"(kind = 'company' OR {part})"

		cells, deltas = self.cells and spare(self.cells), self.deltas and spare(self.deltas)
		return Condition(spare(self.rows), cells, deltas, self.values)


@dataclass(frozen=True)
class Criterion(ABC):
	"""One thing that a segment may ask.

	`fields` are those of `SegmentCriteria`; `filters`, one for each, those of a list that say the
	same, none where no filter does. What it is called and whether companies have it is said by
	the words of its first field.
	"""

	fields: tuple[str, ...]
	filters: tuple[str, ...] = ()
	explanation: str = field(kw_only=True)
	"""What of `customer` met it, as SQL of JSON; `COPIED` where each member has the column itself.

	It may name what the fields ask (``%(asked_tags)s``), `%(as_of)s`, and `%(zone)s`, where days
	begin.
	"""

	@property
	def words(self) -> CriterionWords:
		return read_criteria(SegmentCriteria)[self.fields[0]]

	def check(self, criteria: SegmentCriteria) -> None:  # noqa: B027 - most have nothing to check
		""":raises BadField: it asks for what does not exist, or contradicts another criterion"""

	def ask(self, criteria: SegmentCriteria) -> Condition | None:
		"""Return the condition, or None where nothing is asked."""
		values = {name: getattr(criteria, name) for name in self.fields}
		if not any(map(is_asked, values.values())):
			return None
		condition = self.write(values)
		is_spared = self.words.is_personal and criteria.kind is SegmentKind.ANY
		return condition.spare_companies() if condition and is_spared else condition

	def list_filters(self, _criteria: SegmentCriteria) -> dict[str, Any]:
		"""Return what it asks as a list asks it, where the list's own condition answers."""
		return {}

	@abstractmethod
	def write(self, values: dict[str, Any]) -> Condition | None:
		"""Return the condition on the values of the fields, of which some asks something."""


@dataclass(frozen=True)
class Choice(Criterion):
	"""A column that has one of the chosen values; the cube knows it if its cells have it."""

	column: str = ""
	is_in_cube: bool = False

	def write(self, values: dict[str, Any]) -> Condition:
		(name, chosen), *_ = values.items()
		sql = f"{self.column} = ANY(%({name})s)"
		texts = [getattr(one, "value", one) for one in chosen]
		return Condition(sql, sql if self.is_in_cube else None, values={name: texts})


@dataclass(frozen=True)
class Listed(Criterion):
	"""What a list of customers asks in the same way: the condition of its filters answers it."""

	def list_filters(self, criteria: SegmentCriteria) -> dict[str, Any]:
		asked = zip(self.filters, (getattr(criteria, name) for name in self.fields), strict=True)
		return {name: value for name, value in asked if is_asked(value)}

	def write(self, values: dict[str, Any]) -> None:  # noqa: ARG002 - see list_filters
		return None


@dataclass(frozen=True)
class Either(Listed):
	"""What somebody has or has not. Whoever chooses both asks nothing."""

	def list_filters(self, criteria: SegmentCriteria) -> dict[str, Any]:
		asked = super().list_filters(criteria)
		return {
			name: chosen[0] is YesNo.YES for name, chosen in asked.items() if len(set(chosen)) == 1
		}
