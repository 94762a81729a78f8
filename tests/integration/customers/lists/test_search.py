"""The search: what one customer has, typed whole, finds who has it and nobody else."""

from urllib.parse import quote

import pytest

from tests.integration.customers.doors import Api

# Whatever of theirs may be taken for a part of somebody else's.
PEOPLE = (
	{"id_type": "cedula", "id_number": "1710034065", "name": "Ana Peña", "email": "ana@example.com",
		"phone": "0991234567"},
	{"id_type": "ruc", "id_number": "1710034065001", "name": "Tienda Ana", "kind": "company",
		"email": "ana@example.com.ec", "phone": "022345678"},
	{"id_type": "cedula", "id_number": "0926687856", "name": "José Ñandú",
		"email": "jose.nandu.ux2@example.com", "phone": "0987654321"},
	{"id_type": "passport", "id_number": "AB123456", "name": "Luca D'Angelo",
		"email": "luca-2@sub.example.com", "phone": "+393331234567"},
	{"id_type": "passport", "id_number": "2AB", "name": "Eva Dos", "email": "2@example.com",
		"phone": "0991234568"},
	{"id_type": "rut_cl", "id_number": "12531909-2", "name": "Rosa Mella", "email": None,
		"phone": "+56987654321"},
)  # fmt: skip
BARE = {
	"gender": "unknown", "birth_date": None, "monthly_income": None, "canton": None,
	"registered_on": "2020-01-01", "consent_email": False, "consent_phone": False,
}  # fmt: skip


@pytest.fixture
def people(client: Api) -> list[dict[str, str]]:
	return [client.register(**{**BARE, **one}) for one in PEOPLE]


def find(client: Api, text: str) -> list[str]:
	"""Return the names that a search finds."""
	return [one["name"] for one in client.get(f"/v1/customers?q={quote(text)}").get_json()["items"]]


class TestWholeValues:
	@pytest.mark.parametrize("field", ["id_number", "email", "phone"])
	def test_a_whole_value_finds_who_has_it(
		self, client: Api, people: list[dict[str, str]], field: str
	) -> None:
		for one in people:
			for typed in filter(None, {one[field], (one[field] or "").upper()}):
				assert find(client, typed) == [one["name"]], typed

	@pytest.mark.usefixtures("people")
	@pytest.mark.parametrize(
		("typed", "name"),
		[
			("099 123 4567", "Ana Peña"), ("(02) 234-5678", "Tienda Ana"),
			("171003406-5", "Ana Peña"), ("12.531.909-2", "Rosa Mella"),
			("\u200bana@example.com\u00a0", "Ana Peña"), ("ab 123456", "Luca D'Angelo"),
		],
	)  # fmt: skip
	def test_however_it_is_typed(self, client: Api, typed: str, name: str) -> None:
		assert find(client, typed) == [name]

	@pytest.mark.usefixtures("people")
	def test_a_further_contact_is_one_too(self, client: Api, people: list[dict[str, str]]) -> None:
		contacts = [{"channel": "email", "value": "otra@example.com"}]
		path = f"/v1/customers/{people[4]['id']}/profile"
		assert client.patch_path(path, {"version": 0, "contacts": contacts}).status_code == 200
		assert find(client, "otra@example.com") == ["Eva Dos"]


@pytest.mark.usefixtures("people")
class TestParts:
	@pytest.mark.parametrize(
		("typed", "names"),
		[
			("@sub.example.com", ["Luca D'Angelo"]), ("@example.com.ec", ["Tienda Ana"]),
			("dangelo", ["Luca D'Angelo"]), ("d’angelo luca", ["Luca D'Angelo"]),
			("nandu\u00a0jose", ["José Ñandú"]), ("17100", ["Ana Peña", "Tienda Ana"]),
			("4567", ["Ana Peña", "Luca D'Angelo"]), ("ux2", []),
			("ana@ex", ["Ana Peña", "Tienda Ana"]),
			("nadie@example.com", []), ("jose.nan", ["José Ñandú"]), ("--", []),
		],
	)  # fmt: skip
	def test_a_part_finds_who_has_it(self, client: Api, typed: str, names: list[str]) -> None:
		assert sorted(find(client, typed)) == sorted(names)
