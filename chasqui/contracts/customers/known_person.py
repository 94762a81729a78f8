"""By what an erased person is found wherever somebody holds something of them."""

from chasqui.contracts.wire import Contract


class KnownIdentity(Contract):
	id_type: str
	id_number: str


class KnownPerson(Contract):
	"""By what a holder may know a person besides the record's number, former texts included."""

	identities: list[KnownIdentity] = []
	names: list[str] = []
	emails: list[str] = []
	phones: list[str] = []
