"""What somebody types in the campaign wizard: each person's own, to come back to."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.drafts import Draft, DraftUpdate
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page

PATH_DRAFTS = "/v1/campaign-drafts"


@API.declare("GET", PATH_DRAFTS, Permission.CAMPAIGNS_WRITE)
def list_drafts() -> Page[Draft]:
	"""List one's own drafts that became no campaign yet, the latest first."""


@API.declare("GET", f"{PATH_DRAFTS}/{{draft_id}}", Permission.CAMPAIGNS_WRITE)
def show_draft(*, draft_id: int) -> Draft: ...


@API.declare("PUT", f"{PATH_DRAFTS}/{{draft_id}}", Permission.CAMPAIGNS_WRITE)
def keep_draft(*, draft_id: int, body: DraftUpdate) -> Draft:
	"""Keep a draft under a number of its writer's choice."""


@API.declare("DELETE", f"{PATH_DRAFTS}/{{draft_id}}", Permission.CAMPAIGNS_WRITE)
def drop_draft(*, draft_id: int) -> None: ...
