"""Duplicates: found, reviewed, merged, and parted again."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quality import (
	DuplicatePair,
	DuplicateQuery,
	DuplicateSearch,
	Merge,
	MergeRequest,
	QualityCount,
	QualityDismissal,
	QualityQuery,
)
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.jobs import JobActRequest, JobQuery
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/duplicates", Permission.QUALITY_MANAGE)
def list_pairs(*, query: DuplicateQuery) -> Page[DuplicatePair]: ...


@API.declare("POST", "/v1/duplicates/search", Permission.QUALITY_MANAGE, status=202)
def search_pairs() -> DuplicateSearch: ...


@API.declare("GET", "/v1/duplicate-searches", Permission.QUALITY_MANAGE)
def list_searches(*, query: JobQuery) -> Page[DuplicateSearch]: ...


@API.declare("GET", "/v1/duplicate-searches/{search_id}", Permission.QUALITY_MANAGE)
def show_search(*, search_id: int) -> DuplicateSearch: ...


@API.declare("POST", "/v1/duplicate-searches/{search_id}/actions", Permission.QUALITY_MANAGE)
def act_on_search(*, search_id: int, body: JobActRequest) -> DuplicateSearch: ...


@API.declare("POST", "/v1/duplicates/{pair_id}/dismissal", Permission.QUALITY_MANAGE)
def dismiss_pair(*, pair_id: int) -> None: ...


@API.declare("POST", "/v1/merges", Permission.QUALITY_MANAGE, status=201)
def merge_customers(*, body: MergeRequest) -> Merge: ...


@API.declare("POST", "/v1/merges/{merge_id}/undoing", Permission.QUALITY_MANAGE)
def undo_merge(*, merge_id: int) -> Merge: ...


@API.declare("GET", "/v1/customers/{customer_id}/merges", Permission.CUSTOMERS_READ)
def list_merges(*, customer_id: int) -> Page[Merge]: ...


@API.declare("GET", "/v1/quality", Permission.QUALITY_MANAGE)
def count_faults() -> Page[QualityCount]: ...


@API.declare("GET", "/v1/quality/customers", Permission.QUALITY_MANAGE)
def list_faulty(*, query: QualityQuery) -> Page[Customer]: ...


@API.declare("POST", "/v1/quality/dismissals", Permission.QUALITY_MANAGE)
def dismiss_fault(*, body: QualityDismissal) -> None: ...
