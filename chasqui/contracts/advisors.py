"""Words between services about advisors: whether a customer is one of theirs."""

from chasqui.contracts.wire import Contract


class AdvisorLink(Contract):
	"""`is_theirs`: assigned to the advisor, or theirs to call, as far as the service knows."""

	is_theirs: bool
