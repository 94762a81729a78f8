"""The columns of a file of sales: which there must be, and where each stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chasqui.contracts.customers.imports import name_target
from chasqui.contracts.customers.sale_imports import SALE_TARGETS
from chasqui.kernel.texts.text import Text, say
from customers.imports.domain.columns import refuse_missing, refuse_repeated
from customers.imports.domain.sale_words import SALE_WORDS

# Of each there must be a column, or of one of several.
NEEDED = (
	("number",), ("id_number", "customer_code"), ("reference", "item_name"),
	("ordered_on", "invoiced_on"), ("quantity",), ("unit_price",),
)  # fmt: skip


@dataclass(frozen=True)
class SalePlan:
	"""Where the columns of a file stand; `width` is how many it has."""

	width: int
	places: Mapping[str, int]

	def pick(self, cells: Sequence[str], target: str) -> str:
		"""Return what a row says of something; empty where the file does not say it."""
		place = self.places.get(target)
		return cells[place].strip() if place is not None and place < len(cells) else ""

	def pick_filled(self, cells: Sequence[str]) -> dict[str, str]:
		"""Return all that a row says, by where it goes."""
		width = len(cells)
		picked = {
			target: cells[place].strip() for target, place in self.places.items() if place < width
		}
		return {target: text for target, text in picked.items() if text}


def name_sale_targets(header: Sequence[str]) -> list[str]:
	"""Return, for each column, the target that its name says; empty where it says none."""
	return [SALE_WORDS.find_whole(cell) or "" for cell in header]


def build_sale_plan(targets: Sequence[str]) -> SalePlan:
	"""Return where each column stands.

	:raises BadHeader: what must be there is not, or comes from two columns
	"""
	refuse_repeated(targets, ())
	places = {target: index for index, target in enumerate(targets) if target in SALE_TARGETS}
	refuse_missing(_join(group) for group in NEEDED if not places.keys() & set(group))
	return SalePlan(len(targets), places)


def _join(group: Sequence[str]) -> Text:
	first, *others = map(name_target, group)
	return say("{one} o {other}", one=first, other=others[0]) if others else first
