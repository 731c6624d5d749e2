"""What the worker works with, for the commands that work; loading it takes over a second."""

from participation.cli.ground import Ground
from participation.core.marks import Marks
from participation.services.theming import SuggesterShelf, sentence_model
from participation.worker.bench import Bench
from participation.worker.mailer import mailer_for


def bench_on(ground: Ground) -> Bench:
    """Return the bench of a worker on this ground."""
    settings = ground.settings
    return Bench(
        database=ground.database,
        keys=ground.keys.reading(),
        shelf=SuggesterShelf(settings.model_folder, sentence_model(settings.sentence_model)),
        mailer=mailer_for(settings.smtp, settings.mail_from, settings.mail_folder),
        clock=ground.clock,
        staff_address=settings.staff_address,
        marks=Marks(settings.folder),
        withdrawn=ground.keys.young().withdrawn,
    )
