"""Who sees what is not on sale, or not yet."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import ItemState
from chasqui.kernel.security.access import read_principal


def sees_drafts() -> bool:
	"""Return whether who asks may write the catalogue: a draft is nobody else's."""
	return Permission.CATALOGUE_WRITE in read_principal().permissions


def list_seen_states() -> list[ItemState]:
	"""Return the states in which who asks sees an item; to offer, what is on sale is enough."""
	permissions = read_principal().permissions
	seen = [ItemState.ON_SALE]
	if Permission.CATALOGUE_READ in permissions:
		seen.append(ItemState.RETIRED)
	return [*seen, ItemState.DRAFT] if sees_drafts() else seen
