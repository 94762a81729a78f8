"""What advisors have done and promised: each sees the own, who reviews calls sees everybody's."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.calls import Callback, CallbackQuery, CallEntry, CallQuery
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/calls", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def list_calls(*, query: CallQuery) -> Page[CallEntry]: ...


@API.declare("GET", "/v1/callbacks", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def list_callbacks(*, query: CallbackQuery) -> Page[Callback]: ...
