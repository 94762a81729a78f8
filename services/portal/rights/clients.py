"""The rights of the person: requests, erasures, all that is held; and the audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chasqui.contracts.access import Service
from chasqui.contracts.audit import PATH_AUDIT, PATH_AUDIT_CSV, AuditEntry, AuditQuery
from chasqui.contracts.rights import (
	Erasure,
	ErasureRequest,
	Holdings,
	RequestClosing,
	RequestQuery,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.wire import Page
from portal.siblings import Siblings

PATH_REQUESTS = "/v1/rights-requests"
PATH_ERASURES = "/v1/erasures"


class RightsClient:
	"""Asks on behalf of the administrator who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.customers
		# customers alone knows the identification by which to ask the last one
		self._holders = {**siblings.by_service, Service.RISK_SOAP: siblings.customers}

	def list_requests(self, query: RequestQuery) -> Page[RightsRequest]:
		"""Return a page of requests, the most urgent first."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(PATH_REQUESTS, Page[RightsRequest], params=params)

	def fetch_request(self, request_id: int) -> RightsRequest:
		"""Return one request; NotFound if there is none."""
		return self._rest.get(f"{PATH_REQUESTS}/{request_id}", RightsRequest)

	def open_request(self, fields: RightsRequestFields) -> RightsRequest:
		"""Take a request in; its legal clock starts when it was received."""
		return self._rest.post(PATH_REQUESTS, RightsRequest, body=fields)

	def close_request(self, request_id: int, closing: RequestClosing) -> RightsRequest:
		"""Write down what was decided; Conflict if somebody did already."""
		path = f"{PATH_REQUESTS}/{request_id}/closing"
		return self._rest.post(path, RightsRequest, body=closing)

	def begin_erasure(self, customer_id: int, request: ErasureRequest) -> Erasure:
		"""Begin to erase a person everywhere; asking again changes nothing."""
		return self._rest.post(f"/v1/customers/{customer_id}/erasure", Erasure, body=request)

	def list_erasures(self, cursor: str | None) -> Page[Erasure]:
		"""Return a page of erasures, the newest first."""
		params = {"cursor": cursor} if cursor else {}
		return self._rest.get(PATH_ERASURES, Page[Erasure], params=params)

	def fetch_erasure(self, erasure_id: int) -> Erasure:
		"""Return an erasure as it goes."""
		return self._rest.get(f"{PATH_ERASURES}/{erasure_id}", Erasure)

	def list_holders(self) -> list[Service]:
		"""Return the services that can tell what they hold."""
		return list(self._holders)

	def fetch_holdings(self, holder: Service, customer_id: int) -> Holdings:
		"""Return all that a service holds about a person."""
		what = "risk-holdings" if holder is Service.RISK_SOAP else "holdings"
		return self._holders[holder].get(f"/v1/customers/{customer_id}/{what}", Holdings)

	def list_audit(self, query: AuditQuery) -> Page[AuditEntry]:
		"""Return a page of the audit, the newest first."""
		return self._rest.get(PATH_AUDIT, Page[AuditEntry], params=_list_params(query))

	@contextmanager
	def stream_audit(self, query: AuditQuery) -> Iterator[Iterator[bytes]]:
		"""Yield the chunks of the audit as CSV."""
		with self._rest.stream("GET", PATH_AUDIT_CSV, params=_list_params(query)) as chunks:
			yield chunks


def _list_params(query: AuditQuery) -> dict[str, Any]:
	return query.model_dump(mode="json", exclude_none=True)
