"""The quick card: unlock, lock, passphrase lost, laptop taken; a page that is folded to a quarter.

It names neither the program nor whose it is, so that it gives nothing away where it is found.
"""

from __future__ import annotations

from reports import blocks as b
from reports.key_sheets import recover_button, shares_button
from reports.phrases import Phrases


def build(language: str) -> b.Document:
    """The document of the card: one page, the same for every vault."""
    p = Phrases(language)
    panels = (_unlock(p), _lock(p), _lost(p), _taken(p))
    return b.Document(
        language=language,
        title=p.gettext("Quick card"),
        handling="",
        handling_public=True,
        organisation="",
        kind="",
        running=("", ""),
        foot="",
        page="",
        parts=(b.Part("card", (b.Panels(panels),), fit=True),),
    )


def _panel(title: str, texts: tuple[str, ...], bullet: b.Bullet, under: str = "") -> tuple[b.Block, ...]:
    items = b.Items(tuple(b.Item(b.plain(text)) for text in texts), bullet)
    last = (b.Paragraph(b.bold(under)),) if under else ()
    return (b.Heading(title), items, *last)


def _unlock(p: Phrases) -> tuple[b.Block, ...]:
    texts = (
        p.gettext("Look around you: nobody behind you, no camera above."),
        p.gettext("Look at the keyboard: 한/영 and Caps Lock."),
        p.gettext("Start the program, choose the vault, type your passphrase, press Enter."),
        p.gettext(
            "Does it say that the vault is older than it was, or was changed? Change nothing. "
            "Call whoever looks after the backups."
        ),
    )
    return _panel(p.gettext("To unlock"), texts, b.Bullet.NUMBER)


def _lock(p: Phrases) -> tuple[b.Block, ...]:
    texts = (
        p.gettext("Press Ctrl and L (on a Mac Cmd and L). It takes a second; what you were typing is kept."),
        p.gettext("Every time you stand up, however short: an open vault can be read by whoever sits down."),
        p.gettext(
            "For the road, for a border or checkpoint and for the night: shut the computer down. "
            "Asleep is not off."
        ),
    )
    return _panel(p.gettext("To lock"), texts, b.Bullet.DOT)


def _lost(p: Phrases) -> tuple[b.Block, ...]:
    texts = (
        p.gettext("Try again slowly: 한/영, Caps Lock, another keyboard."),
        p.gettext("Fetch the recovery sheet, or two of the three shares."),
        p.gettext(
            "Choose “{button}” or “{shares}”, type the groups, choose a new passphrase.",
            button=recover_button(p),
            shares=shares_button(p),
        ),
        p.gettext("Print a new sheet, put it away, burn or shred the old one."),
    )
    under = p.gettext("Without passphrase and sheet nobody can open the vault. Whoever offers to is lying.")
    return _panel(p.gettext("The passphrase is lost"), texts, b.Bullet.NUMBER, under)


def _taken(p: Phrases) -> tuple[b.Block, ...]:
    texts = (
        p.gettext("You come first. If you safely can: lock it, or hold the power button until it is off."),
        p.gettext(
            "Call the office the same day, from another telephone: when, where, by whom; "
            "was it off, locked or open?"
        ),
        p.gettext(
            "Was it open, or could they have the passphrase? Then whoever stands in the vault may be in "
            "danger: the office decides whom to warn first."
        ),
        p.gettext("On another computer: restore the last backup, give it new keys, print a new sheet."),
        p.gettext("It came back? Do not unlock anything on it again."),
    )
    return _panel(p.gettext("The laptop is taken or lost"), texts, b.Bullet.NUMBER)
