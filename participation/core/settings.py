"""Every setting of the service; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """How this machine runs the service."""

    folder: Path
    database_url: str
    young_database_url: str
    young_address: str
    staff_address: str
    https: bool
    smtp: str
    mail_folder: str
    mail_from: str
    telegram_token: str
    telegram_base_url: str
    sentence_model: str
    webhook_address: str
    webhook_database_url: str
    notify_key: str
    notify_template: str
    notify_bearer: str
    notify_base_url: str

    @property
    def key_folder(self) -> Path:
        """Return where the keys stand."""
        return self.folder / "keys"

    @property
    def model_folder(self) -> Path:
        """Return where the fitted theme models stand."""
        return self.folder / "models"


DESCRIPTIONS = {
    "PARTICIPATION_DATA": "the folder for the database, keys and models; participation-data",
    "PARTICIPATION_DATABASE_URL": "the database for staff and worker; SQLite in the folder",
    "PARTICIPATION_YOUNG_DATABASE_URL": "the database as the young app's role; the same",
    "PARTICIPATION_YOUNG_ADDRESS": "where young people reach it; http://127.0.0.1:8000",
    "PARTICIPATION_STAFF_ADDRESS": "where staff reach it; http://127.0.0.1:8001",
    "PARTICIPATION_SMTP": "host:port of the mail server; empty keeps mail waiting",
    "PARTICIPATION_MAIL_FOLDER": "a folder that mail is written to instead, to try it out; none",
    "PARTICIPATION_MAIL_FROM": "the address that mail comes from; participation@localhost",
    "PARTICIPATION_SENTENCE_MODEL": "a folder with model.onnx and tokenizer.json; none",
    "PARTICIPATION_TELEGRAM_TOKEN": "the bot's token; empty leaves the bot off",
    "PARTICIPATION_TELEGRAM_BASE_URL": "the Bot API server; Telegram's own",
    "PARTICIPATION_WEBHOOK_ADDRESS": "where the webhook listens, if used; http://127.0.0.1:8002",
    "PARTICIPATION_WEBHOOK_DATABASE_URL": "the database as the webhook's role; the same",
    "PARTICIPATION_NOTIFY_KEY": "GOV.UK Notify's API key; empty leaves text messages off",
    "PARTICIPATION_NOTIFY_TEMPLATE": "Notify's template whose text is ((message)); none",
    "PARTICIPATION_NOTIFY_BEARER": "the token that Notify calls back with; empty asks instead",
    "PARTICIPATION_NOTIFY_BASE_URL": "the Notify server; Notify's own",
}


def read_settings(
    folder: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Return the settings from the environment, with a default for each.

    A folder given here goes before the environment's.
    """
    folder = (folder or Path(environment.get("PARTICIPATION_DATA", "participation-data"))).resolve()
    database_url = environment.get(
        "PARTICIPATION_DATABASE_URL", f"sqlite:///{folder / 'participation.sqlite'}"
    )
    young_address = environment.get("PARTICIPATION_YOUNG_ADDRESS", "http://127.0.0.1:8000")
    return Settings(
        folder=folder,
        database_url=database_url,
        young_database_url=environment.get("PARTICIPATION_YOUNG_DATABASE_URL", database_url),
        young_address=young_address.rstrip("/"),
        staff_address=environment.get(
            "PARTICIPATION_STAFF_ADDRESS", "http://127.0.0.1:8001"
        ).rstrip("/"),
        https=young_address.startswith("https://"),
        smtp=environment.get("PARTICIPATION_SMTP", ""),
        mail_folder=environment.get("PARTICIPATION_MAIL_FOLDER", ""),
        mail_from=environment.get("PARTICIPATION_MAIL_FROM", "participation@localhost"),
        telegram_token=environment.get("PARTICIPATION_TELEGRAM_TOKEN", ""),
        telegram_base_url=environment.get("PARTICIPATION_TELEGRAM_BASE_URL", ""),
        sentence_model=environment.get("PARTICIPATION_SENTENCE_MODEL", ""),
        webhook_address=environment.get("PARTICIPATION_WEBHOOK_ADDRESS", "http://127.0.0.1:8002"),
        webhook_database_url=environment.get("PARTICIPATION_WEBHOOK_DATABASE_URL", database_url),
        notify_key=environment.get("PARTICIPATION_NOTIFY_KEY", ""),
        notify_template=environment.get("PARTICIPATION_NOTIFY_TEMPLATE", ""),
        notify_bearer=environment.get("PARTICIPATION_NOTIFY_BEARER", ""),
        notify_base_url=environment.get("PARTICIPATION_NOTIFY_BASE_URL", ""),
    )


def as_environment(settings: Settings) -> dict[str, str]:
    """Return this process's environment with the settings written into it, for a child."""
    return {
        **os.environ,
        "PARTICIPATION_DATA": str(settings.folder),
        "PARTICIPATION_DATABASE_URL": settings.database_url,
        "PARTICIPATION_YOUNG_DATABASE_URL": settings.young_database_url,
        "PARTICIPATION_YOUNG_ADDRESS": settings.young_address,
        "PARTICIPATION_STAFF_ADDRESS": settings.staff_address,
        "PARTICIPATION_MAIL_FOLDER": settings.mail_folder,
        "PARTICIPATION_WEBHOOK_ADDRESS": settings.webhook_address,
        "PARTICIPATION_WEBHOOK_DATABASE_URL": settings.webhook_database_url,
    }
