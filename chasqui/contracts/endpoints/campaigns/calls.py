"""What advisors have done and promised: each sees the own, who reviews calls sees everybody's."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.call_corrections import CallCorrection
from chasqui.contracts.campaigns.call_reviews import CallReview, CallReviewUpdate
from chasqui.contracts.campaigns.calls import Callback, CallbackQuery, CallEntry, CallQuery
from chasqui.contracts.campaigns.desk import CallRecorded
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/calls", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def list_calls(*, query: CallQuery) -> Page[CallEntry]: ...


@API.declare("GET", "/v1/calls/{call_id}", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def show_call(*, call_id: int) -> CallEntry: ...


@API.declare(
	"POST", "/v1/calls/{call_id}/corrections", Permission.CALLS_MAKE, status=201, once=Once.MAY
)
def correct_call(*, call_id: int, body: CallCorrection) -> CallRecorded:
	"""Say what came of an own call after all, and why, in the minutes after it."""


@API.declare("PUT", "/v1/calls/{call_id}/review", Permission.CALLS_REVIEW)
def review_call(*, call_id: int, body: CallReviewUpdate) -> CallReview:
	"""Say of a call of somebody else that it was well made, or what to do otherwise."""


@API.declare("GET", "/v1/callbacks", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def list_callbacks(*, query: CallbackQuery) -> Page[Callback]: ...
