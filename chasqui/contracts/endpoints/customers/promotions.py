"""Promotions: written, published, ended, with what they were before."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import LedgerQuery
from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionExportQuery,
	PromotionFacets,
	PromotionFields,
	PromotionFilters,
	PromotionMove,
	PromotionPatch,
	PromotionQuery,
	PromotionRevision,
)
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

READ, WRITE = Permission.CATALOGUE_OFFER, Permission.CATALOGUE_WRITE


@API.declare("GET", "/v1/promotions", READ)
def list_promotions(*, query: PromotionQuery) -> Page[Promotion]:
	"""List promotions; drafts only for those who write them."""


@API.declare("POST", "/v1/promotions", WRITE, status=201, once=Once.MAY)
def add_promotion(*, body: PromotionFields) -> Promotion: ...


@API.declare("GET", "/v1/promotions/facets", READ)
def find_promotion_facets(*, query: PromotionFilters) -> PromotionFacets: ...


@API.declare("GET", "/v1/promotions/export", READ)
def export_promotions(*, query: PromotionExportQuery) -> Stream: ...


@API.declare("GET", "/v1/promotions/{promotion_id}", READ)
def show_promotion(*, promotion_id: int) -> Promotion: ...


@API.declare("PATCH", "/v1/promotions/{promotion_id}", WRITE)
def change_promotion(*, promotion_id: int, body: PromotionPatch) -> Promotion:
	"""Write a promotion anew; what it was stays in its history."""


@API.declare("DELETE", "/v1/promotions/{promotion_id}", WRITE)
def delete_promotion(*, promotion_id: int) -> None:
	"""Delete a draft; anything else is ended."""


@API.declare("POST", "/v1/promotions/{promotion_id}/state", WRITE)
def move_promotion(*, promotion_id: int, body: PromotionMove) -> Promotion: ...


@API.declare("GET", "/v1/promotions/{promotion_id}/history", WRITE)
def list_revisions(*, promotion_id: int, query: LedgerQuery) -> Page[PromotionRevision]: ...
