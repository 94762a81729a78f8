"""Pictures that came together, and their order."""

from collections.abc import Sequence

LONGEST_ALT = 200


def add_number(alt: str, number: int) -> str:
	"""Return the text of one of several pictures that came together."""
	end = f" ({number})"
	return alt[: LONGEST_ALT - len(end)] + end


def move_place(ids: Sequence[int], moved: int, to: str) -> list[int]:
	"""Return an order with one moved a place `back` or `on`; nothing where it is not among them."""
	if moved not in ids:
		return []
	rest, place = [one for one in ids if one != moved], ids.index(moved)
	place = max(0, place - 1) if to == "back" else place + 1
	return [*rest[:place], moved, *rest[place:]]
