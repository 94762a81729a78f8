from chasqui.kernel.data.migrations import run_migrations
from mailer.features import load_metadata

run_migrations(load_metadata())
