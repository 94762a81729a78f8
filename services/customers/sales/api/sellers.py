"""Whose sales who asks may see."""

from chasqui.contracts.access import Permission
from chasqui.kernel.security.access import read_principal


def read_seller() -> str | None:
	"""Return None for who may see all sales, else who asks: the own ones alone."""
	who = read_principal()
	return None if Permission.SALES_READ in who.permissions else who.subject
