"""A mailer that receives answers."""

from collections.abc import Callable, Iterator

import pytest

from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from tests.support.incoming_mails import REPLY_ADDRESS


@pytest.fixture
def wiring(make_config: Callable[..., MailerConfig]) -> Iterator[Wiring]:
	made = Wiring(make_config(reply_address=REPLY_ADDRESS))
	yield made
	made.database.close()
