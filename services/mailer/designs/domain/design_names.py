"""Which names of designs are one name: people distinguish them by nothing else."""

from collections.abc import Container
from itertools import count

from chasqui.contracts.mailer.designs import MAX_NAME
from chasqui.kernel.texts.cleaning import fold_line


def find_free_name(name: str, taken: Container[str]) -> str:
	"""Return a name whose key is not taken: itself, or with the first number that is free."""
	if fold_line(name) not in taken:
		return name
	numbered = (_add_number(name, number) for number in count(2))
	return next(one for one in numbered if fold_line(one) not in taken)


def _add_number(name: str, number: int) -> str:
	end = f" ({number})"
	return name[: MAX_NAME - len(end)].rstrip() + end
