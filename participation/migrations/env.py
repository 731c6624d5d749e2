"""Runs migrations on the engine that the caller hands over."""

from alembic import context

from participation.models import Base


def _run() -> None:
    engine = context.config.attributes["engine"]
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            user_module_prefix="participation.models.base.",
        )
        with context.begin_transaction():
            context.run_migrations()


_run()
