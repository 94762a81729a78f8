"""One person: the file at customers, what campaigns and the mailer did, and the profile."""

from chasqui.contracts.activity import CustomerActivity, CustomerMails
from chasqui.contracts.customers import Customer, ShownIdentity
from chasqui.contracts.person import CustomerFile
from chasqui.contracts.profile import (
	CustomerProfile,
	CustomField,
	CustomFieldFields,
	CustomFieldPatch,
	KnownTag,
	ProfilePatch,
)
from chasqui.contracts.wire import Page
from portal.siblings import Siblings

PATH = "/v1/customers"
PATH_FIELDS = "/v1/custom-fields"


class PersonClient:
	"""Asks each sibling once for all that it knows about a person."""

	def __init__(self, siblings: Siblings) -> None:
		self._customers = siblings.customers
		self._campaigns = siblings.campaigns
		self._mailer = siblings.mailer

	def fetch_file(self, customer_id: int) -> CustomerFile:
		"""Return the file, as much as the role may see; NotFound if there is none."""
		return self._customers.get(f"{PATH}/{customer_id}/file", CustomerFile)

	def fetch_activity(self, customer_id: int) -> CustomerActivity:
		"""Return calls, campaigns and looks at the risk."""
		return self._campaigns.get(f"{PATH}/{customer_id}/activity", CustomerActivity)

	def fetch_mails(self, customer_id: int) -> CustomerMails:
		"""Return the mails, and why none is sent."""
		return self._mailer.get(f"{PATH}/{customer_id}/mails", CustomerMails)

	def change_profile(self, customer_id: int, patch: ProfilePatch) -> CustomerProfile:
		"""Replace the sections that `patch` sets; Conflict if somebody was quicker."""
		content = patch.model_dump_json(exclude_unset=True).encode()
		path = f"{PATH}/{customer_id}/profile"
		return self._customers.send("PATCH", path, CustomerProfile, content=content)

	def reveal_identity(self, customer_id: int) -> ShownIdentity:
		"""Return the whole identification; the service writes down who asked for it."""
		return self._customers.post(f"{PATH}/{customer_id}/identity", ShownIdentity)

	def restore(self, customer_id: int) -> Customer:
		"""Bring an archived customer back."""
		return self._customers.post(f"{PATH}/{customer_id}/restore", Customer)

	def list_tags(self, start: str) -> list[KnownTag]:
		"""Return the commonest tags that begin so."""
		return self._customers.get("/v1/tags", Page[KnownTag], params={"q": start}).items

	def list_fields(self) -> list[CustomField]:
		"""Return the company's own fields, the archived ones too."""
		return self._customers.get(PATH_FIELDS, Page[CustomField]).items

	def add_field(self, fields: CustomFieldFields) -> CustomField:
		"""Add a field; Conflict if its key is taken."""
		return self._customers.post(PATH_FIELDS, CustomField, body=fields)

	def change_field(self, key: str, patch: CustomFieldPatch) -> None:
		"""Rename a field, change its choices, archive it or bring it back."""
		content = patch.model_dump_json(exclude_unset=True).encode()
		self._customers.request("PATCH", f"{PATH_FIELDS}/{key}", content=content)
