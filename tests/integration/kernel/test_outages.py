"""PostgreSQL or Redis down is told as such by every service, not as an error of its own."""

from collections.abc import Callable
from typing import Any

import pytest
import redis
from flask import Blueprint
from sqlalchemy import text

from chasqui.contracts.access import Permission, Role, Service
from chasqui.contracts.stuck_events import PATH_STUCK
from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.security.access import grant, open_to_all
from chasqui.kernel.web.app import WebApp, build_web_app, read_session
from chasqui.stack.places import find_free_port
from tests.support.tokens import TokenMaker

NAMES = {"customers": "de clientes", "campaigns": "de campañas", "mailer": "de correo"}


@pytest.mark.parametrize("service", NAMES)
class TestDatabase:
	def test_a_server_that_is_down_is_told(
		self, build: Callable[[str, str], WebApp], tokens: TokenMaker, service: str
	) -> None:
		app = build(service, f"postgresql://127.0.0.1:{find_free_port()}/none")
		expect_outage(ask(app, tokens, service), service)

	def test_a_connection_that_is_lost_meanwhile_is_told(
		self,
		build: Callable[[str, str], WebApp],
		shared_database: Callable[[str], str],
		tokens: TokenMaker,
		service: str,
	) -> None:
		app = build(service, shared_database(service))

		@grant(Permission.EVENTS_MANAGE)
		def lose_connection() -> str:
			read_session().execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
			return ""

		app.view_functions["stuck_events.list_stuck"] = lose_connection
		expect_outage(ask(app, tokens, service), service)

	def test_a_pool_without_a_free_connection_is_told(
		self,
		build: Callable[[str, str], WebApp],
		shared_database: Callable[[str], str],
		tokens: TokenMaker,
		service: str,
	) -> None:
		app = build(service, shared_database(service))
		assert app.database is not None
		pool: Any = app.database.engine.pool
		pool._timeout = 0.05
		held = [app.database.engine.connect() for _ in range(pool.size() + pool._max_overflow)]
		expect_outage(ask(app, tokens, service), service)
		for connection in held:
			connection.close()
		assert ask(app, tokens, service).status_code == 200


def test_redis_that_is_down_is_told() -> None:
	blueprint = Blueprint("count", __name__)
	client = redis.Redis(port=find_free_port(), socket_connect_timeout=1)

	@blueprint.get("/v1/count")
	@open_to_all
	def count() -> str:
		return str(client.incr("count"))

	app = build_web_app(Service.MAILER, DataConfig(), blueprints=[blueprint])
	answer = app.test_client().get("/v1/count")
	assert (answer.status_code, answer.json["code"]) == (503, "redis_down")


def ask(app: WebApp, tokens: TokenMaker, service: str) -> Any:
	token = tokens.make_staff_token(service, Role.ADMINISTRATOR)
	return app.test_client().get(PATH_STUCK, headers={"Authorization": f"Bearer {token}"})


def expect_outage(answer: Any, service: str) -> None:
	assert (answer.status_code, answer.json["code"]) == (503, "database_down")
	assert answer.mimetype == "application/problem+json"
	assert NAMES[service] in answer.json["detail"]
	assert "127.0.0.1" not in answer.text
