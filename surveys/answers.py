"""One clean answer to one question."""

from dataclasses import dataclass

from surveys.tables import Place, ReadsItself


@dataclass(frozen=True)
class Answer(ReadsItself):
    """The codes that were chosen, or the text that was written; neither when it was left out."""

    values: tuple[str, ...] = ()
    text: str | None = None

    @property
    def left_out(self) -> bool:
        """Whether the young person chose not to say."""
        return not self.values and self.text is None

    @classmethod
    def read_from(cls, value: object, place: Place) -> "Answer":
        """Return the answer written as a text or a list of codes; raises BadFile."""
        if isinstance(value, str):
            return cls(text=value)
        if isinstance(value, list) and all(isinstance(code, str) for code in value):
            return cls(values=tuple(value))
        raise place.bad('write the text in quotes, or the chosen codes as in ["sad"]')

    def plain(self) -> object:
        """Return the value that `read_from` reads back."""
        return list(self.values) if self.text is None else self.text


LEFT_OUT = Answer()
