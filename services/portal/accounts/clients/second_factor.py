"""The second factor: as the second step of a sign-in, and on a person's own account."""

from typing import TypeVar

from pydantic import BaseModel

from chasqui.contracts.second_factor import (
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
from chasqui.contracts.staff import TokenAnswer
from chasqui.kernel.errors import Unauthenticated, Unavailable
from portal.siblings import Siblings

WRONG_CODE, TICKET_REFUSED = "wrong_code", "ticket_refused"
Answer = TypeVar("Answer", bound=BaseModel)


class SecondFactorClient:
	"""Asks campaigns with the person's token, or with the portal's for who has none yet."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.campaigns
		self._own_rest = siblings.own_campaigns

	def take_step(self, asked: SecondStepRequest) -> TokenAnswer:
		"""Return tokens for a ticket and a code.

		:raises Unauthenticated: a wrong code (`WRONG_CODE`) or an old ticket (`TICKET_REFUSED`)
		:raises TooMany: locked out
		"""
		return self._relay(PATH_SECOND_STEP, TokenAnswer, asked)

	def begin_enrolment(self, asked: EnrolmentRequest) -> Enrolment:
		"""Return the factor that somebody has to set up before anything else."""
		return self._relay(PATH_ENROLMENT, Enrolment, asked)

	def confirm_enrolment(self, asked: SecondStepRequest) -> EnrolledSignIn:
		"""Return tokens and recovery codes for a first code; Invalid where it is wrong."""
		return self._relay(f"{PATH_ENROLMENT}/confirm", EnrolledSignIn, asked)

	def show(self) -> SecondFactorState:
		"""Return how the person's own factor stands."""
		return self._rest.get(PATH_SECOND_FACTOR, SecondFactorState)

	def begin(self, proof: PasswordProof) -> Enrolment:
		"""Return a factor to set up; Invalid on a wrong password."""
		return self._rest.post(PATH_SECOND_FACTOR, Enrolment, body=proof)

	def confirm(self, proof: CodeProof) -> RecoveryCodes:
		"""Switch it on; Invalid on a wrong code, Conflict where none waits."""
		return self._rest.post(f"{PATH_SECOND_FACTOR}/confirm", RecoveryCodes, body=proof)

	def renew_codes(self, proof: FullProof) -> RecoveryCodes:
		"""Return new recovery codes; Invalid on a wrong password or code."""
		return self._rest.post(f"{PATH_SECOND_FACTOR}/recovery-codes", RecoveryCodes, body=proof)

	def switch_off(self, proof: FullProof) -> None:
		"""Drop the factor; Invalid on a wrong password or code."""
		content = proof.model_dump_json().encode()
		self._rest.request("POST", f"{PATH_SECOND_FACTOR}/switch-off", content=content)

	def _relay(self, path: str, answer: type[Answer], asked: BaseModel) -> Answer:
		try:
			return self._own_rest.post(path, answer, body=asked)
		except Unauthenticated as error:
			if error.code in (WRONG_CODE, TICKET_REFUSED):
				raise
			raise Unavailable("El portal no tiene credencial para el ingreso.") from error
