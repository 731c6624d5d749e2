"""One clean answer to one question."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.tables import Place, ReadsItself


@dataclass(frozen=True)
class Answer(ReadsItself):
    """The codes that were chosen, or the text that was written; neither when it was left out.

    Both when "something else" was chosen and said in words.
    """

    values: tuple[str, ...] = ()
    text: str | None = None

    @property
    def left_out(self) -> bool:
        """Whether the young person chose not to say."""
        return not self.values and self.text is None

    @classmethod
    def read_from(cls, value: object, place: Place) -> "Answer":
        """Return the answer written as a text, a list of codes, or both; raises BadFile."""
        if isinstance(value, str):
            return cls(text=value)
        if isinstance(value, list) and all(isinstance(code, str) for code in value):
            return cls(values=tuple(value))
        if isinstance(value, Mapping) and set(value) == {"chosen", "words"}:
            chosen = cls.read_from(value["chosen"], place)
            return cls(chosen.values, cls.read_from(value["words"], place).text)
        raise place.bad('write the text in quotes, or the chosen codes as in ["sad"]')

    def plain(self) -> object:
        """Return the value that `read_from` reads back."""
        if self.text is None:
            return list(self.values)
        return {"chosen": list(self.values), "words": self.text} if self.values else self.text


LEFT_OUT = Answer()
