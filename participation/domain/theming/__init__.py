"""Theming: the machine proposes with reasons that a person can check, and a person decides."""

from participation.domain.theming.fitting import fit
from participation.domain.theming.suggester import FittedSuggester

__all__ = ["FittedSuggester", "fit"]
