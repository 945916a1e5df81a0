"""The security page of the window."""

from ui.pages.security.page import Security

__all__ = ["Security"]
