"""Words between services about advisors: whether a customer is one of theirs."""

from chasqui.contracts.wire import Contract


class AdvisorLink(Contract):
	"""`is_theirs`: assigned to the advisor, or theirs to call, as far as the service knows."""

	is_theirs: bool


def write_link_path(customer_id: int, staff_id: int) -> str:
	"""Return where a service tells whether a customer is an advisor's."""
	return f"/v1/customers/{customer_id}/advisors/{staff_id}"
