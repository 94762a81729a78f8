"""Plays the second factor of campaigns; the session's account is that of the access token."""

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.second_factor import (
	PATH_ENROLMENT,
	PATH_SECOND_FACTOR,
	PATH_SECOND_STEP,
	CodeProof,
	EnrolledSignIn,
	Enrolment,
	EnrolmentRequest,
	FullProof,
	PasswordProof,
	RecoveryCodes,
	SecondFactorState,
	SecondStepRequest,
)
from chasqui.contracts.campaigns.staff import TokenAnswer
from chasqui.kernel.errors import AppError, Conflict, FieldError, Invalid, TooMany, Unauthenticated
from chasqui.kernel.texts.text import quote, say
from tests.support.fakes.staff import PASSWORD, PEOPLE, make_answer
from tests.support.fakes.world import NOW, World

CODE = "123456"
SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CODES = [f"abcd-efgh-jkmn-{letter * 4}" for letter in "pqrstuvwxy"]


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint, factors = Blueprint("second_factor", __name__), world.factors

	@blueprint.post(PATH_SECOND_STEP)
	def take_step() -> TokenAnswer:
		asked = SecondStepRequest.model_validate_json(request.get_data())
		person_id = open_ticket(world, asked.ticket)
		if not use(world, asked.code):
			raise Unauthenticated(say("No."), code="wrong_code")
		return answer_for(person_id)

	@blueprint.post(PATH_ENROLMENT)
	def begin_enrolment() -> Enrolment:
		asked = EnrolmentRequest.model_validate_json(request.get_data())
		factors.waiting.add(open_ticket(world, asked.ticket))
		return make_enrolment()

	@blueprint.post(f"{PATH_ENROLMENT}/confirm")
	def confirm_enrolment() -> EnrolledSignIn:
		asked = SecondStepRequest.model_validate_json(request.get_data())
		person_id = open_ticket(world, asked.ticket)
		switch_on(world, person_id, asked.code)
		return EnrolledSignIn(tokens=answer_for(person_id), recovery=RecoveryCodes(codes=CODES))

	@blueprint.get(PATH_SECOND_FACTOR)
	def show() -> SecondFactorState:
		person_id = read_person()
		is_on = person_id in factors.on
		return SecondFactorState(
			is_on=is_on, is_required=person_id in factors.demanded, since=NOW if is_on else None,
			codes_left=len(CODES) - len(factors.used) if is_on else 0,
		)  # fmt: skip

	@blueprint.post(PATH_SECOND_FACTOR)
	def begin() -> Enrolment:
		check_password(world, PasswordProof.model_validate_json(request.get_data()).password)
		factors.waiting.add(read_person())
		return make_enrolment()

	@blueprint.post(f"{PATH_SECOND_FACTOR}/confirm")
	def confirm() -> RecoveryCodes:
		switch_on(world, read_person(), CodeProof.model_validate_json(request.get_data()).code)
		return RecoveryCodes(codes=CODES)

	@blueprint.post(f"{PATH_SECOND_FACTOR}/recovery-codes")
	def renew() -> RecoveryCodes:
		prove(world)
		return RecoveryCodes(codes=CODES)

	@blueprint.post(f"{PATH_SECOND_FACTOR}/switch-off")
	def switch_off() -> Response:
		prove(world)
		factors.on.discard(read_person())
		return Response(status=204)

	return blueprint


def open_ticket(world: World, ticket: str) -> int:
	if world.factors.late:
		raise Unauthenticated(say("Tarde."), code="ticket_refused")
	if world.factors.locked:
		raise TooMany(say("Bloqueado."), retry_after=120)
	return int(ticket.rpartition("-")[2])


def prove(world: World) -> None:
	proof = FullProof.model_validate_json(request.get_data())
	if read_person() not in world.factors.on:
		raise Conflict(say("No tiene un segundo factor."), code="second_factor_off")
	check_password(world, proof.password)
	if not use(world, proof.code):
		raise refuse("code")


def check_password(world: World, password: str) -> None:
	if world.factors.locked:
		raise TooMany(say("Bloqueado."), retry_after=120)
	if password != PASSWORD:
		raise refuse("password")


def switch_on(world: World, person_id: int, code: str) -> None:
	if person_id not in world.factors.waiting:
		raise Conflict(say("No hay ninguno."), code="no_enrolment")
	if code.replace(" ", "") != CODE:
		raise refuse("code")
	world.factors.waiting.discard(person_id)
	world.factors.on.add(person_id)


def use(world: World, code: str) -> bool:
	folded = code.replace(" ", "")
	if folded in CODES and folded not in world.factors.used:
		world.factors.used.append(folded)
		return True
	return folded == CODE


def refuse(name: str) -> AppError:
	text = {"code": "El código no es correcto.", "password": "La contraseña no es correcta."}[name]
	return Invalid(quote(text), fields=[FieldError(name, quote(text))])


def make_enrolment() -> Enrolment:
	uri = f"otpauth://totp/Chasqui:prueba?secret={SECRET}&issuer=Chasqui"
	return Enrolment(secret=SECRET, uri=uri)


def answer_for(person_id: int) -> TokenAnswer:
	person = next(one for one in PEOPLE.values() if one.id == person_id)
	return make_answer(person).model_copy(update={"device": f"device-of-{person_id}"})


def read_person() -> int:
	"""Return whose access token asks: `make_answer` writes the id into it."""
	token = request.headers.get("Authorization", "")
	return int(token.partition("access-")[2].partition("-")[0] or 0)
