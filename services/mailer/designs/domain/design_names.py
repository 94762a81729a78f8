"""Which names of designs are one name: people distinguish them by nothing else."""

from collections.abc import Container
from itertools import count

from chasqui.contracts.mailer.designs import MAX_NAME
from chasqui.kernel.texts.cleaning import drop_accents, tidy_line


def make_name_key(name: str) -> str:
	"""Return a name without case and accents: ``BOLETÍN  Mayo`` gives ``boletin mayo``."""
	return drop_accents(tidy_line(name).casefold())


def find_free_name(name: str, taken: Container[str]) -> str:
	"""Return a name whose key is not taken: itself, or with the first number that is free."""
	if make_name_key(name) not in taken:
		return name
	numbered = (_add_number(name, number) for number in count(2))
	return next(one for one in numbered if make_name_key(one) not in taken)


def _add_number(name: str, number: int) -> str:
	end = f" ({number})"
	return name[: MAX_NAME - len(end)].rstrip() + end
