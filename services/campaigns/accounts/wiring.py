"""Parts of the sign-in, the accounts and the keys; every other feature needs them."""

from datetime import timedelta
from functools import cached_property

import httpx
import redis
from sqlalchemy.orm import Session

from campaigns.accounts.domain.devices import DeviceTokenSigner
from campaigns.accounts.domain.sealed_secrets import SecretSealer
from campaigns.accounts.domain.second_factor_rule import SecondFactorRule
from campaigns.accounts.domain.session_limits import SessionLimits
from campaigns.accounts.domain.sign_in_keys import SignInKeyDeriver
from campaigns.accounts.domain.tickets import TicketSigner
from campaigns.accounts.engines.account_exporter import AccountExporter
from campaigns.accounts.engines.password_link_sender import PasswordLinkSender
from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.repositories.second_factors import SecondFactorRepository
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.repositories.staff_list import StaffListRepository
from campaigns.accounts.use_cases.account_keeping import AccountKeepingService
from campaigns.accounts.use_cases.account_service import AccountService
from campaigns.accounts.use_cases.administrator_policy import AdministratorPolicy
from campaigns.accounts.use_cases.forgotten_password_service import ForgottenPasswordService
from campaigns.accounts.use_cases.keys import SigningKeyStore
from campaigns.accounts.use_cases.password_link_service import PasswordLinkService
from campaigns.accounts.use_cases.second_factor_service import SecondFactorService
from campaigns.accounts.use_cases.second_step import SecondStepService
from campaigns.accounts.use_cases.security_event_service import SecurityEventService
from campaigns.accounts.use_cases.service_sign_in_service import ServiceSignInService
from campaigns.accounts.use_cases.sign_in import StaffSignInService
from campaigns.accounts.use_cases.staff_reader import StaffReader
from campaigns.accounts.use_cases.staff_service import StaffService
from campaigns.accounts.use_cases.staff_session_service import StaffSessionService
from campaigns.accounts.use_cases.tokens import TokenIssuer
from campaigns.config import CampaignsConfig
from chasqui.contracts.access import Service
from chasqui.kernel.parts import DataParts
from chasqui.kernel.security.attempts import AttemptLimiter
from chasqui.kernel.security.event_stream import SecurityStream
from chasqui.kernel.security.redis_link import connect_redis
from chasqui.kernel.security.revocations import RevocationStore

# The mailer answers once the mail server has taken the mail.
MAIL_TIMEOUT = httpx.Timeout(5.0, read=60.0)


class AccountParts(DataParts[CampaignsConfig]):
	"""Keys, sign-ins, accounts."""

	service = Service.CAMPAIGNS

	@cached_property
	def keys(self) -> SigningKeyStore:
		return SigningKeyStore(self.config.signing_keys_file)

	@cached_property
	def issuer(self) -> TokenIssuer:
		seconds = self.config.access_token_seconds
		return TokenIssuer(self.keys, issuer=self.config.issuer, seconds=seconds)

	@cached_property
	def redis(self) -> "redis.Redis":
		return connect_redis(self.config.redis_url.get_secret_value())

	@cached_property
	def revocations(self) -> RevocationStore:
		return RevocationStore(self.redis, prefix=self.config.redis_prefix)

	@cached_property
	def sign_in_keys(self) -> SignInKeyDeriver:
		return SignInKeyDeriver(self.config.sign_in_key.get_secret_value())

	@cached_property
	def session_limits(self) -> SessionLimits:
		return SessionLimits(
			advisor=timedelta(hours=self.config.advisor_session_hours),
			others=timedelta(days=self.config.session_days),
			idle=timedelta(days=self.config.refresh_token_days),
		)

	@cached_property
	def security_stream(self) -> SecurityStream:
		prefix = self.config.redis_prefix
		return SecurityStream(self.redis, prefix=prefix, service=Service.CAMPAIGNS)

	def make_security_event_service(self, session: Session) -> SecurityEventService:
		days = self.config.security_log_days
		return SecurityEventService(session, self.security_stream, days=days)

	@cached_property
	def attempt_limiter(self) -> AttemptLimiter:
		return AttemptLimiter(self.redis, prefix=f"{self.config.redis_prefix}campaigns:")

	@cached_property
	def devices(self) -> DeviceTokenSigner:
		return DeviceTokenSigner(self.sign_in_keys.derive("device"))

	def make_second_factor_service(self, session: Session) -> SecondFactorService:
		keys = self.sign_in_keys
		return SecondFactorService(
			SecondFactorRepository(session),
			SecretSealer(keys.derive("second-factor-secret")),
			SecondFactorRule(self.config.administrators_need_second_factor),
			code_key=keys.derive("recovery-code"),
			issuer=f"Chasqui {self.config.company_name}",
		)

	def make_staff_sign_in_service(self, session: Session) -> StaffSignInService:
		return StaffSignInService(
			StaffRepository(session),
			self.make_staff_session_service(session),
			self.attempt_limiter,
			self.devices,
			self.make_second_step(session),
		)

	def make_second_step(self, session: Session) -> SecondStepService:
		return SecondStepService(
			StaffRepository(session),
			self.make_staff_session_service(session),
			self.make_second_factor_service(session),
			self.attempt_limiter,
			self.devices,
			TicketSigner(self.sign_in_keys.derive("second-step")),
		)

	def make_account_service(self, session: Session) -> AccountService:
		return AccountService(
			StaffRepository(session),
			self.make_second_factor_service(session),
			self.make_staff_session_service(session),
			PasswordLinkRepository(session),
			self.attempt_limiter,
		)

	def make_staff_session_service(self, session: Session) -> StaffSessionService:
		return StaffSessionService(
			session,
			self.issuer,
			self.revocations,
			self.sign_in_keys,
			self.session_limits,
			self.make_second_factor_service(session),
		)

	def make_service_sign_in_service(self) -> ServiceSignInService:
		return ServiceSignInService(self.config.service_secrets, self.issuer)

	def make_staff_service(self, session: Session) -> StaffService:
		staff = StaffRepository(session)
		return StaffService(
			staff,
			self.make_staff_session_service(session),
			self.make_second_factor_service(session),
			PasswordLinkRepository(session),
			AdministratorPolicy(staff),
		)

	def make_staff_reader(self, session: Session) -> StaffReader:
		return StaffReader(StaffRepository(session), StaffListRepository(session))

	def make_account_exporter(self, session: Session) -> AccountExporter:
		reader, zone = self.make_staff_reader, self.config.zone
		return AccountExporter(session, self.database, reader, zone)

	def make_account_keeping_service(self, session: Session) -> AccountKeepingService:
		staff = StaffRepository(session)
		return AccountKeepingService(
			staff,
			self.make_staff_reader(session),
			self.make_staff_session_service(session),
			PasswordLinkRepository(session),
			AdministratorPolicy(staff),
		)

	def make_forgotten_password_service(self, session: Session) -> ForgottenPasswordService:
		return ForgottenPasswordService(
			session,
			self.make_password_link_service(session),
			self.attempt_limiter,
			self.publisher,
			self.config.zone,
		)

	@cached_property
	def password_link_sender(self) -> PasswordLinkSender:
		mailer = self.connect(self.config.mailer_url, Service.MAILER, timeout=MAIL_TIMEOUT)
		service = self.make_forgotten_password_service
		return PasswordLinkSender(self.database, service, mailer)

	def make_password_link_service(self, session: Session) -> PasswordLinkService:
		staff = StaffRepository(session)
		return PasswordLinkService(
			staff,
			PasswordLinkRepository(session),
			self.make_staff_session_service(session),
			self.sign_in_keys,
			AdministratorPolicy(staff),
			self.config.public_url,
		)
