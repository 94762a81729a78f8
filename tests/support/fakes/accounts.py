"""Plays the accounts that the administrator keeps, and everybody's own one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from chasqui.contracts.campaigns.accounts import (
	Account,
	AccountFields,
	AccountPatch,
	AccountState,
	OwnSession,
	PasswordChange,
	PasswordLink,
)
from chasqui.contracts.campaigns.passwords import ForgottenRequest, LinkCheck, LinkOwner, LinkUse
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound, TooMany, Unauthenticated
from chasqui.kernel.texts.text import quote, say
from tests.support.fakes.second_factor import check_password, read_person
from tests.support.fakes.staff import PEOPLE
from tests.support.fakes.world import NOW, World

TOKEN = "un-enlace-de-prueba-sin-secreto"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EASY = "password1234"
HERE, THERE = UUID(int=1), UUID(int=2)


class Team:
	"""What the fake remembers."""

	def __init__(self) -> None:
		self.accounts: dict[int, Account] = {}
		self.passwords: list[tuple[str, str]] = []
		self.forgotten: list[str] = []
		self.sessions = {HERE: True, THERE: False}
		self.link_serves = True
		self.made: dict[str, Account] = {}
		for one in PEOPLE.values():
			self.keep(make_account(one.id, one.username, one.name, roles=one.roles))
		self.keep(make_account(7, "nueva", "Persona Nueva", state=AccountState.INVITED))
		self.keep(make_account(8, "antigua", "Persona Antigua", state=AccountState.DISABLED))
		self.change(2, sessions=2, has_second_factor=True, email="asesora@example.com")

	def keep(self, account: Account) -> Account:
		account.version = write_version(account, AccountPatch)
		self.accounts[account.id] = account
		return account

	def change(self, number: int, **changes: Any) -> Account:
		return self.keep(self.get(number).model_copy(update=changes))

	def get(self, number: int) -> Account:
		if number not in self.accounts:
			raise NotFound(say("No existe esa cuenta."))
		return self.accounts[number]


def make_account(number: int, username: str, name: str, **more: Any) -> Account:
	fields = {
		"id": number, "username": username, "name": name, "roles": ["advisor"],
		"state": AccountState.ACTIVE, "created_at": NOW,
	}  # fmt: skip
	return Account.model_validate({**fields, **more})


def build_blueprint(world: World) -> Blueprint:
	blueprint, team = Blueprint("accounts", __name__), Team()
	world.team = team
	play_reading(blueprint, team)
	play_keeping(blueprint, team)
	play_closing(blueprint, team)
	play_links(blueprint, world, team)
	play_own(blueprint, world, team)
	return blueprint


def play_reading(blueprint: Blueprint, team: Team) -> None:
	@blueprint.get("/v1/staff/accounts")
	def list_accounts() -> Page[Account]:
		word, asked = request.args.get("q", "").lower(), request.args
		found = [
			one
			for one in team.accounts.values()
			if word in one.name.lower()
			and asked.get("role", one.roles[0]) in one.roles
			and asked.get("state", one.state) == one.state
		]
		return Page[Account](items=found)

	@blueprint.get("/v1/staff/accounts/export")
	def export() -> Response:
		return Response("Usuario;Nombre\r\nadmin;Gestión\r\n", mimetype="text/csv")

	@blueprint.get("/v1/staff/<int:number>")
	def show(number: int) -> Account:
		return team.get(number)


def play_keeping(blueprint: Blueprint, team: Team) -> None:
	@blueprint.post("/v1/staff")
	def add() -> tuple[Account, int]:
		fields = AccountFields.model_validate_json(request.get_data())
		key = request.headers.get("Idempotency-Key", "")
		if key in team.made:
			return team.made[key], 201
		if any(one.username == fields.username for one in team.accounts.values()):
			text = say("Ya hay una cuenta con ese usuario.")
			raise Conflict(text, fields=[FieldError("username", text)])
		number = max(team.accounts) + 1
		state = AccountState.INVITED
		team.made[key] = team.keep(make_account(number, **fields.model_dump(), state=state))
		return team.made[key], 201

	@blueprint.patch("/v1/staff/<int:number>")
	def change(number: int) -> Account:
		patch = AccountPatch.model_validate_json(request.get_data())
		check_version(team.get(number), patch)
		return team.change(number, **patch.model_dump(exclude={"version"}, exclude_unset=True))


def play_closing(blueprint: Blueprint, team: Team) -> None:
	@blueprint.post("/v1/staff/<int:number>/disable")
	def disable(number: int) -> Response:
		if number == read_person():
			raise Conflict(say("Nadie puede desactivar su propia cuenta."))
		team.change(number, state=AccountState.DISABLED)
		return Response(status=204)

	@blueprint.post("/v1/staff/<int:number>/enable")
	def enable(number: int) -> Response:
		team.change(number, state=AccountState.ACTIVE)
		return Response(status=204)

	@blueprint.post("/v1/staff/<int:number>/sessions/end")
	def end_sessions(number: int) -> Response:
		team.change(number, sessions=0)
		return Response(status=204)

	@blueprint.post("/v1/staff/<int:number>/second-factor/reset")
	def reset_factor(number: int) -> Response:
		team.change(number, has_second_factor=False)
		return Response(status=204)

	@blueprint.post("/v1/staff/<int:number>/password/reset")
	def reset_password(number: int) -> PasswordLink:
		team.change(number, state=AccountState.INVITED)
		return PasswordLink(token=TOKEN, url=f"http://localhost/clave/{TOKEN}", expires_at=NOW)


def play_links(blueprint: Blueprint, world: World, team: Team) -> None:
	def find(token: str) -> Account:
		if token != TOKEN or not team.link_serves:
			raise Unauthenticated(say("No sirve."), code="link_refused")
		return team.accounts[7]

	@blueprint.post("/v1/password-links/forgotten")
	def forget() -> Response:
		asked = ForgottenRequest.model_validate_json(request.get_data())
		if world.locked_out:
			raise TooMany(say("Bloqueado."), retry_after=120)
		team.forgotten.append(asked.login)
		return Response(status=204)

	@blueprint.post("/v1/password-links/check")
	def check() -> LinkOwner:
		one = find(LinkCheck.model_validate_json(request.get_data()).token)
		return LinkOwner(username=one.username, name=one.name, expires_at=NOW)

	@blueprint.post("/v1/password-links/use")
	def use() -> Response:
		asked = LinkUse.model_validate_json(request.get_data())
		one = find(asked.token)
		judge(asked.password, "password")
		team.passwords.append((one.username, asked.password))
		team.link_serves = False
		return Response(status=204)


def play_own(blueprint: Blueprint, world: World, team: Team) -> None:
	@blueprint.get("/v1/account")
	def show_own() -> Account:
		return team.get(read_person())

	@blueprint.post("/v1/account/password")
	def change_password() -> Response:
		asked = PasswordChange.model_validate_json(request.get_data())
		check_password(world, asked.password)
		judge(asked.new_password, "new_password")
		team.passwords.append((team.get(read_person()).username, asked.new_password))
		return Response(status=204)

	@blueprint.get("/v1/account/sessions")
	def list_sessions() -> Page[OwnSession]:
		told = [
			OwnSession(
				id=number, agent=FIREFOX if is_current else "", address="203.0.113.7",
				started_at=NOW, last_used_at=NOW, ends_at=NOW, is_current=is_current,
			)
			for number, is_current in team.sessions.items()
		]  # fmt: skip
		return Page[OwnSession](items=told)

	@blueprint.post("/v1/account/sessions/end-others")
	def end_others() -> Response:
		team.sessions.pop(THERE, None)
		return Response(status=204)

	@blueprint.post("/v1/account/sessions/<uuid:number>/end")
	def end(number: UUID) -> Response:
		if number not in team.sessions:
			raise NotFound(say("No existe esa sesión."))
		del team.sessions[number]
		return Response(status=204)


def judge(password: str, field: str) -> None:
	if password == EASY:
		text = quote("La contraseña es fácil de adivinar.")
		raise Invalid(text, fields=[FieldError(field, text)])
