"""The suite's public endpoints as the story uses them: HTTP with a person's token, per service."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx

from chasqui.contracts.access import Service
from chasqui.contracts.campaigns.staff import PATH_TOKEN, PasswordGrant, TokenAnswer
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.errors import Forbidden
from chasqui.kernel.texts.text import say

UPLOAD_TIMEOUT = httpx.Timeout(60.0)


@dataclass
class SuiteClient:
	"""What `var/stack.json` says."""

	document: dict[str, Any]

	@classmethod
	def read(cls, var: Path) -> "SuiteClient":
		return cls(json.loads((var / "stack.json").read_text("utf-8")))

	@property
	def mailbox_url(self) -> str:
		return str(self.document["mailbox"])

	def sign_in(self, username: str) -> "Person":
		"""Return a person of the demo staff, signed in.

		:raises Forbidden: the password is not enough for this account
		"""
		user = next(user for user in self.document["users"] if user["username"] == username)
		grant = PasswordGrant(grant_type="password", username=username, password=user["password"])
		campaigns = RestClient(self.document["services"]["campaigns"], Service.CAMPAIGNS)
		content = grant.model_dump_json().encode()
		response = campaigns.request("POST", PATH_TOKEN, content=content)
		if response.status_code == HTTPStatus.ACCEPTED:
			text = say(
				"La cuenta «{username}» pide un segundo factor: entre por el portal.",
				username=username,
			)
			raise Forbidden(text, code="second_factor_needed")
		answer = campaigns.read(response, TokenAnswer)
		assert answer.staff is not None
		return Person(self.document["services"], answer.access_token, answer.staff.id)

	def count_mails(self) -> dict[str, int]:
		"""Return the mails in the mailbox and their different Message-IDs."""
		answer = httpx.get(f"{self.mailbox_url}/api/mails", params={"limit": 1}, timeout=30)
		found = answer.raise_for_status().json()
		return {"mails": found["total"], "distinct": found["distinct_message_ids"]}


class Person:
	"""One of the staff, with a client for each service that staff may ask."""

	def __init__(self, urls: dict[str, str], token: str, staff_id: int) -> None:
		self.staff_id = staff_id
		self.customers = self._connect(urls, Service.CUSTOMERS, token)
		self.campaigns = self._connect(urls, Service.CAMPAIGNS, token)
		self.mailer = self._connect(urls, Service.MAILER, token)

	@staticmethod
	def _connect(urls: dict[str, str], part: Service, token: str) -> RestClient:
		return RestClient(urls[part], part, read_token=lambda: token, timeout=UPLOAD_TIMEOUT)
