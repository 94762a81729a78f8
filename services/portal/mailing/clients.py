"""Designs, runs, deliveries, and the public way out."""

import httpx

from chasqui.contracts.mailer import (
	DeliveryQuery,
	DeliveryView,
	Design,
	DesignPreview,
	DesignSummary,
	DesignUpload,
	Run,
	RunAction,
	RunActionRequest,
	RunKind,
	RunQuery,
	RunRequest,
	TestSendRequest,
	UnsubscribeRequest,
	UnsubscribeView,
)
from chasqui.contracts.wire import Page
from portal.siblings import IDEMPOTENCY_HEADER, Siblings

PATH_DESIGNS = "/v1/designs"
PATH_RUNS = "/v1/runs"
PATH_UNSUBSCRIBE = "/v1/unsubscribe"
# A design is cleaned before the answer; one that is too costly is refused within half a minute.
CLEANING_TIMEOUT = httpx.Timeout(5.0, read=40.0)


class MailerClient:
	"""Asks the mailer on behalf of the person who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.mailer

	def list_designs(self) -> Page[DesignSummary]:
		"""Return the gallery and the uploaded designs."""
		return self._rest.get(PATH_DESIGNS, Page[DesignSummary])

	def fetch_design(self, design_id: int) -> Design:
		"""Return one design with its HTML; NotFound if there is none."""
		return self._rest.get(f"{PATH_DESIGNS}/{design_id}", Design)

	def upload_design(self, upload: DesignUpload) -> Design:
		"""Store a design; its notes say what was cleaned away."""
		content = upload.model_dump_json()
		return self._rest.send(
			"POST", PATH_DESIGNS, Design, content=content, timeout=CLEANING_TIMEOUT
		)

	def preview_design(self, design_id: int) -> DesignPreview:
		"""Return the design merged with the data of an example customer."""
		return self._rest.post(f"{PATH_DESIGNS}/{design_id}/preview", DesignPreview)

	def archive_design(self, design_id: int) -> None:
		"""Archive a design; what was sent with it stays."""
		self._rest.request("DELETE", f"{PATH_DESIGNS}/{design_id}")

	def list_runs(self, query: RunQuery) -> Page[Run]:
		"""Return runs, the latest first."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(PATH_RUNS, Page[Run], params=params)

	def find_latest_run(self, campaign_id: int) -> Run | None:
		"""Return the newest run to the campaign's audience, tests left aside."""
		runs = self.list_runs(RunQuery(campaign_id=campaign_id)).items
		return next((run for run in runs if run.kind is not RunKind.TEST), None)

	def fetch_run(self, run_id: int) -> Run:
		"""Return one run with its counts."""
		return self._rest.get(f"{PATH_RUNS}/{run_id}", Run)

	def start_run(self, request: RunRequest, nonce: str) -> Run:
		"""Open an on-demand run, once per `nonce`."""
		return self._rest.post(PATH_RUNS, Run, body=request, headers={IDEMPOTENCY_HEADER: nonce})

	def send_test(self, request: TestSendRequest, nonce: str) -> Run:
		"""Send a test mail, once per `nonce`."""
		headers = {IDEMPOTENCY_HEADER: nonce}
		return self._rest.post("/v1/test-sends", Run, body=request, headers=headers)

	def act_on_run(self, run_id: int, action: RunAction) -> Run:
		"""Pause, resume or cancel a run; Conflict where its state forbids it."""
		body = RunActionRequest(action=action)
		return self._rest.post(f"{PATH_RUNS}/{run_id}/actions", Run, body=body)

	def list_deliveries(self, run_id: int, query: DeliveryQuery) -> Page[DeliveryView]:
		"""Return a page of a run's deliveries."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(f"{PATH_RUNS}/{run_id}/deliveries", Page[DeliveryView], params=params)


class UnsubscribeClient:
	"""Asks the mailer with the portal's own token: the public pages have no person."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.own_mailer

	def fetch_state(self, token: str) -> UnsubscribeView:
		"""Return whose link this is; Invalid or NotFound where it is none of ours."""
		return self._rest.get(PATH_UNSUBSCRIBE, UnsubscribeView, params={"token": token})

	def unsubscribe(self, token: str) -> UnsubscribeView:
		"""Stop the mails to the link's address; asking again changes nothing."""
		body = UnsubscribeRequest(token=token)
		return self._rest.post(PATH_UNSUBSCRIBE, UnsubscribeView, body=body)
