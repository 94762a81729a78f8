"""Plays quotes: drafts, what becomes of them, the sales that they become."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from chasqui.contracts.customers.quote_lists import (
	QuoteFacets,
	QuoteFacetValue,
	QuoteFilters,
	QuoteRefusal,
	QuotesRejected,
	QuotesRejection,
)
from chasqui.contracts.customers.quotes import (
	Quote,
	QuoteFields,
	QuoteMailRequest,
	QuoteMove,
	QuotePatch,
	QuoteRejection,
	QuoteState,
	QuoteSummary,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_unchanged, check_version
from chasqui.kernel.errors import Conflict, Invalid, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes.quote_book import QuoteBook, list_asked
from tests.support.fakes.till import count_values, find_person
from tests.support.fakes.world import World

PATH = "/v1/quotes"
ONE = f"{PATH}/<int:number>"


def build_blueprint(world: World) -> Blueprint:
	blueprint, book = Blueprint("quotes", __name__), QuoteBook(world)
	world.quotes = book
	play_reading(blueprint, book)
	play_drafts(blueprint, book)
	play_moves(blueprint, book)
	play_many(blueprint, book)
	return blueprint


def play_reading(blueprint: Blueprint, book: QuoteBook) -> None:
	@blueprint.before_request
	def fall_silent() -> None:
		if "quotes" in book.world.down:
			raise Unavailable(say("Las cotizaciones no responden."))

	@blueprint.get(PATH)
	def list_quotes() -> Page[QuoteSummary]:
		found = book.find(read_filters())[: request.args.get("limit", 50, type=int)]
		names = QuoteSummary.model_fields
		return Page[QuoteSummary](
			items=[QuoteSummary(**{name: getattr(one, name) for name in names}) for one in found]
		)

	@blueprint.get(f"{PATH}/facets")
	def find_facets() -> QuoteFacets:
		found = book.find(read_filters())
		return QuoteFacets(
			total=len(found),
			state=count([one.state.value for one in found]),
			channel=count([one.channel.value for one in found]),
			seller=count([one.seller_name for one in found]),
		)

	@blueprint.get(f"{PATH}/export")
	def export() -> Response:
		numbers = [one.number for one in book.find(read_filters())]
		return Response("\n".join(numbers), mimetype="text/csv")

	@blueprint.get(f"{ONE}/pdf")
	def print_one(number: int) -> Response:
		name = f'attachment; filename="{book.show(number).number}.pdf"'
		headers = {"Content-Disposition": name}
		return Response(b"%PDF-1.7", mimetype="application/pdf", headers=headers)

	@blueprint.get(ONE)
	def show(number: int) -> Quote:
		return book.show(number)


def play_drafts(blueprint: Blueprint, book: QuoteBook) -> None:
	@blueprint.post(PATH)
	def add() -> tuple[Quote, int]:
		fields = QuoteFields.model_validate_json(request.get_data())
		return do_once(book, lambda: book.write(fields, seller_name=find_person().name)), 201

	@blueprint.patch(ONE)
	def change(number: int) -> Quote:
		quote = find(book, number, QuoteState.DRAFT)
		patch = QuotePatch.model_validate_json(request.get_data())
		check_version(quote, patch)
		names = patch.model_fields_set - {"version", "lines"}
		given = {name: getattr(patch, name) for name in names}
		changed = quote.model_copy(update=given)
		return book.price(changed, patch.lines or list_asked(quote))

	@blueprint.delete(ONE)
	def delete(number: int) -> Response:
		find(book, number, QuoteState.DRAFT)
		book.quotes.pop(number)
		return Response(status=204)

	@blueprint.post(f"{ONE}/copies")
	def copy(number: int) -> tuple[Quote, int]:
		quote = book.show(number)
		fields = QuoteFields(
			customer_id=quote.customer_id, note=quote.note, lines=list_asked(quote)
		)
		return do_once(book, lambda: book.write(fields, seller_name=find_person().name)), 201


def play_moves(blueprint: Blueprint, book: QuoteBook) -> None:
	@blueprint.post(f"{ONE}/issue")
	def issue(number: int) -> Quote:
		body = QuoteMove.model_validate_json(request.get_data())
		quote = find(book, number, QuoteState.DRAFT)
		check_unchanged(quote, body.version)
		return book.move(quote, QuoteState.ISSUED, by=find_person().name)

	@blueprint.post(f"{ONE}/acceptance")
	def accept(number: int) -> Quote:
		body = QuoteMove.model_validate_json(request.get_data())
		if book.refusal:
			raise Conflict(say("{why}", why=book.refusal), code="expired")
		quote = find(book, number, QuoteState.ISSUED, QuoteState.ACCEPTED)
		check_unchanged(quote, body.version)
		return book.accept(quote, by=find_person().name)

	@blueprint.post(f"{ONE}/mails")
	def mail(number: int) -> Quote:
		body = QuoteMailRequest.model_validate_json(request.get_data())
		quote = find(book, number, QuoteState.ISSUED, QuoteState.ACCEPTED)
		check_unchanged(quote, body.version)
		if book.mail_refusal:
			raise Invalid(say("{why}", why=book.mail_refusal), code="no_address")
		return do_once(book, lambda: book.mail(quote, find_person().name))

	@blueprint.post(f"{ONE}/rejection")
	def reject(number: int) -> Quote:
		body = QuoteRejection.model_validate_json(request.get_data())
		quote = find(book, number, QuoteState.ISSUED, QuoteState.ACCEPTED)
		check_unchanged(quote, body.version)
		quote.reject_reason = body.reason
		return book.move(quote, QuoteState.REJECTED, by=find_person().name)


def play_many(blueprint: Blueprint, book: QuoteBook) -> None:
	@blueprint.post(f"{PATH}/rejections")
	def reject_many() -> QuotesRejected:
		asked = QuotesRejection.model_validate_json(request.get_data())
		found = book.find(asked.filters)
		if len(found) != asked.expected:
			raise Conflict(say("La lista cambió. Revise y confirme otra vez."), code="list_changed")
		answer = QuotesRejected(changed=0)
		for one in found:
			if one.state is QuoteState.ISSUED:
				one.reject_reason = asked.reason
				book.move(one, QuoteState.REJECTED)
				answer.changed += 1
			else:
				reason = say("Solo se rechaza una emitida.")
				answer.refused.append(QuoteRefusal(id=one.id, number=one.number, reason=reason))
		return answer


def do_once(book: QuoteBook, make: Callable[[], Quote]) -> Quote:
	"""Return what is made for a key, the first time only."""
	key = request.headers["Idempotency-Key"]
	if key not in book.made:
		book.made[key] = make()
	made: Quote = book.made[key]
	return made


def find(book: QuoteBook, number: int, *states: QuoteState) -> Quote:
	""":raises Conflict: the quote is in none of the states"""
	quote = book.show(number)
	if quote.state not in states:
		raise Conflict(say("La cotización ya está en otro estado."), code="bad_move")
	return quote


def read_filters() -> QuoteFilters:
	"""Return the filters of the request's address."""
	told: dict[str, Any] = {}
	for name, field in QuoteFilters.model_fields.items():
		if values := request.args.getlist(name):
			told[name] = values if field.default == [] else values[0]
	return QuoteFilters.model_validate(told)


def count(values: list[str]) -> list[QuoteFacetValue]:
	"""Return how often each value comes."""
	return [
		QuoteFacetValue(value=value, text=value, quotes=times)
		for value, times in count_values(values)
	]
