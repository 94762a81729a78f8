"""Who of the staff asks."""

from chasqui.kernel.security.access import read_principal


def read_staff_id() -> int:
	"""Return the account of who asks; only for views that serve people, not services."""
	return int(read_principal().subject.removeprefix("staff:"))
