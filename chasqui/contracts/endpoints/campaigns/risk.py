"""Risk on request: by identification, by name, and the history of such looks (K28)."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk import (
	PATH_LOOKUPS,
	PATH_NAME_LOOKUPS,
	PATH_REVIEWS,
	CampaignReviewRequest,
	FileReviewQuery,
	ReviewItemQuery,
	ReviewQuery,
	RiskHistoryEntry,
	RiskHistoryQuery,
	RiskLookup,
	RiskLookupRequest,
	RiskNameRequest,
	RiskReview,
	RiskReviewItem,
)
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.jobs import JobActRequest
from chasqui.contracts.wire import Page


@API.declare("POST", PATH_LOOKUPS, Permission.RISK_LOOK_UP)
def look_up(*, body: RiskLookupRequest) -> RiskLookup: ...


@API.declare("POST", PATH_NAME_LOOKUPS, Permission.RISK_LOOK_UP)
def look_up_name(*, body: RiskNameRequest) -> RiskLookup: ...


@API.declare("GET", PATH_LOOKUPS, Permission.RISK_LOOK_UP)
def list_history(*, query: RiskHistoryQuery) -> Page[RiskHistoryEntry]: ...


@API.declare("POST", PATH_REVIEWS, Permission.RISK_REVIEW, status=202, once=Once.MAY)
def receive_file(*, query: FileReviewQuery, file: bytes) -> RiskReview: ...


@API.declare(
	"POST",
	"/v1/campaigns/{campaign_id}/risk-reviews",
	Permission.RISK_REVIEW_CAMPAIGN,
	status=202,
	once=Once.MAY,
)
def review_campaign(*, campaign_id: int, body: CampaignReviewRequest) -> RiskReview: ...


@API.declare("GET", PATH_REVIEWS, Permission.RISK_REVIEW)
def list_reviews(*, query: ReviewQuery) -> Page[RiskReview]: ...


@API.declare("GET", f"{PATH_REVIEWS}/{{review_id}}", Permission.RISK_REVIEW)
def show_review(*, review_id: int) -> RiskReview: ...


@API.declare("POST", f"{PATH_REVIEWS}/{{review_id}}/actions", Permission.RISK_REVIEW)
def act_on_review(*, review_id: int, body: JobActRequest) -> RiskReview: ...


@API.declare("GET", f"{PATH_REVIEWS}/{{review_id}}/items", Permission.RISK_REVIEW)
def list_items(*, review_id: int, query: ReviewItemQuery) -> Page[RiskReviewItem]: ...


@API.declare("GET", f"{PATH_REVIEWS}/{{review_id}}/items.csv", Permission.RISK_REVIEW)
def download_items(*, review_id: int) -> Stream: ...
