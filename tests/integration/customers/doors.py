"""The HTTP door of customers, as tests open it."""

from typing import Any

from flask.testing import FlaskClient

from chasqui.kernel.data.database import Database
from customers.people.models.customer_advisor import CustomerAdvisorRow
from tests.support.tokens import TokenMaker

FIELDS = {
	"id_type": "cedula",
	"id_number": "171003406-5",
	"name": "María José  Peña Ñacato",
	"gender": "F",
	"birth_date": "1980-02-29",
	"monthly_income": "1234.5",
	"email": "Maria.Pena@Example.com",
	"phone": "099 123 4567",
	"canton": "1701",
	"registered_on": "2015-01-01",
	"consent_email": True,
	"consent_phone": True,
}


def assign_advisor(database: Database, customer_id: int, advisor_id: int) -> None:
	"""Make a customer an advisor's, as a bulk action of the administration does."""
	with database.open_session() as session:
		session.add(
			CustomerAdvisorRow(
				customer_id=customer_id,
				advisor_id=advisor_id,
				advisor_name="Asesora",
				assigned_by="Administración",
			)
		)


class Api:
	"""The app's door with an administrator's token."""

	def __init__(self, client: FlaskClient, tokens: TokenMaker) -> None:
		self._client = client
		self._tokens = tokens
		self.database: Any = getattr(client.application, "database", None)

	def get(
		self,
		path: str,
		*,
		role: str = "administrator",
		subject: str = "staff:1",
		language: str = "es",
		headers: Any = None,
	) -> Any:
		told = {**self._sign(role, subject), "Accept-Language": language, **(headers or {})}
		return self._client.get(path, headers=told)

	def post(
		self,
		path: str,
		body: object,
		*,
		role: str = "administrator",
		subject: str = "staff:1",
		headers: Any = None,
	) -> Any:
		signed = {**self._sign(role, subject), **(headers or {})}
		return self._client.post(path, json=body, headers=signed)

	def upload(self, path: str, data: bytes) -> Any:
		return self._client.post(path, data=data, headers=self._sign("administrator"))

	def patch(self, customer_id: int, body: dict[str, Any]) -> Any:
		"""Change a customer who was read just before."""
		path = f"/v1/customers/{customer_id}"
		if "version" not in body:
			body = {"version": self.get(path).get_json().get("version", "00"), **body}
		return self.patch_path(path, body)

	def patch_path(self, path: str, body: object, *, role: str = "administrator") -> Any:
		return self._client.patch(path, json=body, headers=self._sign(role))

	def put_path(
		self, path: str, body: object, *, role: str = "administrator", subject: str = "staff:1"
	) -> Any:
		return self._client.put(path, json=body, headers=self._sign(role, subject))

	def delete_path(
		self, path: str, *, role: str = "administrator", subject: str = "staff:1"
	) -> Any:
		return self._client.delete(path, headers=self._sign(role, subject))

	def delete(self, customer_id: int) -> Any:
		path = f"/v1/customers/{customer_id}"
		return self._client.delete(path, headers=self._sign("administrator"))

	def register(self, **changes: object) -> Any:
		answer = self.post("/v1/customers", {**FIELDS, **changes})
		assert answer.status_code == 201, answer.get_data(as_text=True)
		return answer.get_json()

	def search(self, text: str) -> list[int]:
		headers = self._sign("marketing_head")
		answer = self._client.get("/v1/customers", query_string={"q": text}, headers=headers)
		return [item["id"] for item in answer.get_json()["items"]]

	def _sign(self, role: str, subject: str = "staff:1") -> dict[str, str]:
		token = self._tokens.make_staff_token("customers", role, subject=subject)
		return {"Authorization": f"Bearer {token}"}
