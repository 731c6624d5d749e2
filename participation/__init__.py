"""A participation service for young people in care."""

__version__ = "0.1.0"
