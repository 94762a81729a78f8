"""Who asks, as the use cases know him."""

from chasqui.kernel.security.access import read_principal
from customers.audit.domain import Actor


def read_actor() -> Actor:
	"""Return the person or service of this request."""
	principal = read_principal()
	return Actor(principal.subject, principal.name)
