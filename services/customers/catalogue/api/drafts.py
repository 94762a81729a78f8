"""Who sees what is not on sale yet."""

from chasqui.contracts.access import Permission
from chasqui.kernel.security.access import read_principal


def sees_drafts() -> bool:
	"""Tell whether who asks may write the catalogue: a draft is nobody else's."""
	return Permission.CATALOGUE_WRITE in read_principal().permissions
