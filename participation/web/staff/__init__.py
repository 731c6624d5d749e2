"""The staff app: officers, ambassadors, board members, safeguarding lead, administrator."""

from participation.web.staff.app import create_app

__all__ = ["create_app"]
