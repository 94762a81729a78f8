"""Audiences: the live count and the build (K15, K16)."""

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.campaigns.audiences import Audience
from chasqui.contracts.campaigns.campaigns import MonthlyMailings
from chasqui.contracts.customers.segments import PATH_SEGMENT_COUNT, SegmentCount, SegmentCriteria
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.jobs import JobActRequest
from chasqui.contracts.mailer.recipients import CampaignForMail, RecipientQuery


@API.declare("POST", PATH_SEGMENT_COUNT, Permission.SEGMENTS_COUNT)
def count_segment(*, body: SegmentCriteria) -> SegmentCount: ...


@API.declare("POST", "/v1/campaigns/{campaign_id}/audience", Permission.CAMPAIGNS_WRITE, status=202)
def request_audience(*, campaign_id: int) -> Audience: ...


@API.declare("GET", "/v1/campaigns/{campaign_id}/audience", Permission.CAMPAIGNS_READ)
def show_audience(*, campaign_id: int) -> Audience: ...


@API.declare("POST", "/v1/campaigns/{campaign_id}/audience/actions", Permission.CAMPAIGNS_WRITE)
def act_on_audience(*, campaign_id: int, body: JobActRequest) -> Audience: ...


@API.declare("GET", "/v1/monthly-mailings", scopes=[Scope.CAMPAIGNS_READ])
def list_monthly() -> MonthlyMailings: ...


@API.declare("GET", "/v1/campaigns/{campaign_id}/for-mail", scopes=[Scope.CAMPAIGNS_READ])
def describe_campaign(*, campaign_id: int) -> CampaignForMail: ...


@API.declare("GET", "/v1/recipients/{audience_id}", scopes=[Scope.RECIPIENTS_STREAM])
def stream_recipients(*, audience_id: int, query: RecipientQuery) -> Stream: ...
