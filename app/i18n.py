"""Text in English and Korean: one gettext catalogue, loaded once a language."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "casebook"
LANGUAGES = ("en", "ko")
PSEUDO = "en_XA"
_LOCALE = Path(__file__).parent / "locale"
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


class _Pseudo(gettext.NullTranslations):
    """Marks every text that went through the catalogue, so that a test finds the one that did not."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - its signature
        return f"⟦{message}⟧"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language: `en` (the source), `ko`, or the pseudo-language of the tests."""
    if language == PSEUDO:
        return _Pseudo()
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, _LOCALE, [language])


def use(language: str) -> None:
    """Make `language` the one that `_` and `ngettext` speak from now on."""
    global _current, _language
    _current, _language = catalogue(language), language


def in_use() -> str:
    """The language that `_` speaks."""
    return _language


def _(text: str) -> str:
    """`text` in the language in use."""
    return _current.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a text for `n` things, in the language in use."""
    return _current.ngettext(one, many, n)


def pgettext(context: str, text: str) -> str:
    """`text` in the language in use, where one English word has several Korean ones."""
    return _current.pgettext(context, text)


def in_brackets(text: str, inside: str, language: str) -> str:
    """A text and a remark in brackets: Korean writes them without a space."""
    return f"{text}({inside})" if language == "ko" else f"{text} ({inside})"


def N_(text: str) -> str:
    """Marks a text for the catalogue where it is declared; `_` translates it where it is shown."""
    return text
