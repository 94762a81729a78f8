"""What files may hold whose columns a person chooses: one declaration for each kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chasqui.contracts.customers.imports import ImportKind, list_targets
from customers.imports.domain.columns import build_plan, name_targets
from customers.imports.domain.guesses import CUSTOMER_RULES, GuessRules
from customers.imports.domain.item_rows import is_item_table
from customers.imports.domain.sale_columns import build_sale_plan, name_sale_targets
from customers.imports.domain.sale_words import AMOUNT_TARGETS, SALE_RULES, is_sale_table
from customers.people.domain.field import MONEY
from customers.people.domain.fields import FIELDS


@dataclass(frozen=True)
class MappedKind:
	"""`check` refuses targets that do not make a file of this kind; `amounts` are those of numbers.

	`has_custom`: columns may go to the company's own fields.
	"""

	kind: ImportKind
	rules: GuessRules
	name: Callable[[Sequence[str]], list[str]]
	check: Callable[[Sequence[str]], object]
	amounts: frozenset[str]
	has_custom: bool = False

	@property
	def targets(self) -> frozenset[str]:
		return frozenset(("", *list_targets(self.kind)))


CUSTOMERS = MappedKind(
	ImportKind.CUSTOMERS,
	CUSTOMER_RULES,
	name_targets,
	build_plan,
	frozenset(one.target for one in FIELDS if one.target and one.kind is MONEY),
	has_custom=True,
)
SALES = MappedKind(
	ImportKind.SALES, SALE_RULES, name_sale_targets, build_sale_plan, frozenset(AMOUNT_TARGETS)
)
MAPPED = {one.kind: one for one in (CUSTOMERS, SALES)}


def find_kind(header: Sequence[str], file_name: str) -> ImportKind:
	"""Return what a file holds, as its columns say."""
	if is_sale_table(header):
		return ImportKind.SALES
	return ImportKind.SERVICES if is_item_table(header, file_name) else ImportKind.CUSTOMERS
