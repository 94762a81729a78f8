"""Who must have a second factor."""

from collections.abc import Collection
from dataclasses import dataclass

from chasqui.contracts.access import Role


@dataclass(frozen=True)
class SecondFactorRule:
	"""Everybody may have one; administrators must where the installation says so (ASVS 4.3.1)."""

	binds_administrators: bool

	def binds(self, roles: Collection[str]) -> bool:
		"""Return whether people with these roles get nothing without a second factor."""
		return self.binds_administrators and Role.ADMINISTRATOR in roles
