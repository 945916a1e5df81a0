"""The words of `vocabulary`, `field` and `edit`."""

from __future__ import annotations

import argparse

from app.fields import Identifies, Leaves

KINDS = ("text", "long_text", "number", "date", "term", "terms", "person", "place", "name", "yes_no")
"""What a field of one's own may hold, as staff say it."""


def edit(command: argparse.ArgumentParser) -> None:
    """`edit VAULT CODE FIELD=VALUE ...`."""
    command.add_argument("code", metavar="CODE", help="the code of a case or event, or an id")
    command.add_argument(
        "change", metavar="FIELD=VALUE", nargs="+", help="as in `show`; person.FIELD of a case's person"
    )
    command.add_argument(
        "--source",
        default="",
        help="the name or id of the source that says so: it is cited, what others said stays beside it",
    )


def vocabulary(command: argparse.ArgumentParser) -> None:
    """`vocabulary VAULT list|add|rename|retire|restore|merge|undo ...`."""
    acts = command.add_subparsers(
        dest="act", required=True, metavar="list|add|rename|retire|restore|merge|undo"
    )
    listing = _act(acts, "list", "every term, or those of one vocabulary")
    listing.add_argument("vocabulary", metavar="VOCABULARY", nargs="?", default="")
    listing.add_argument("--json", action="store_true", help="as JSON")
    adding = _term(acts, "add", "add a term; a vocabulary that nobody named yet begins with it")
    _labels(adding)
    _labels(_term(acts, "rename", "change or translate the labels of a term"))
    _term(acts, "retire", "no longer offer a term; what holds it keeps it")
    _term(acts, "restore", "offer a retired term again")
    merging = _term(acts, "merge", "let everything that holds a term hold another, then retire it")
    merging.add_argument("into", metavar="INTO", help="the code that takes its place")
    parting = _term(acts, "undo", "take a merge back: what was not changed since holds the term again")
    parting.add_argument("into", metavar="INTO", help="the code that took its place")


def _act(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    """One act of a command, which takes the passphrase after its own words as well as before."""
    act = acts.add_parser(name, help=about, description=about, allow_abbrev=False)
    act.add_argument("--passphrase-file", metavar="F", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return act


def _term(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    act = _act(acts, name, about)
    act.add_argument("vocabulary", metavar="VOCABULARY")
    act.add_argument("code", metavar="CODE")
    return act


def _labels(act: argparse.ArgumentParser) -> None:
    for name, language in (("en", "English"), ("ko", "Korean"), ("zh", "Chinese")):
        act.add_argument(f"--{name}", metavar="LABEL", help=f"the label in {language}")
    act.add_argument("--note", metavar="TEXT", help="a reference code or word of explanation")


def field(command: argparse.ArgumentParser) -> None:
    """`field VAULT list|add|rename|retire|restore|export|import ...`."""
    acts = command.add_subparsers(
        dest="act", required=True, metavar="list|add|rename|retire|restore|export|import"
    )
    listing = _act(acts, "list", "the fields that staff added")
    listing.add_argument("type", metavar="TYPE", nargs="?", default="", help="case, person, event ...")
    listing.add_argument("--json", action="store_true", help="as JSON")
    adding = _field(acts, "add", "add a field to a kind of record")
    adding.add_argument("--kind", choices=KINDS, default="text", help="what it holds (text)")
    adding.add_argument("--vocabulary", metavar="VOCABULARY", default="", help="of a term or terms")
    adding.add_argument("--identifies", choices=[i.value for i in Identifies], default="sensitive")
    adding.add_argument("--leaves", choices=[x.value for x in Leaves], default="never")
    adding.add_argument("--searched", action="store_true", help="let the search find it")
    _field_labels(adding)
    _field_labels(_field(acts, "rename", "change or translate the labels of a field"))
    _field(acts, "retire", "no longer offer a field; what records hold in it stays")
    _field(acts, "restore", "offer a retired field again")
    giving = _act(acts, "export", "write the fields and their terms as a file")
    giving.add_argument("-o", "--output", metavar="FILE.json", required=True)
    giving.add_argument("--force", action="store_true", help="replace a file that exists")
    taking = _act(acts, "import", "add what a file has and this vault lacks")
    taking.add_argument("file", metavar="FILE.json")


def _field(
    acts: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    act = _act(acts, name, about)
    act.add_argument("type", metavar="TYPE", help="case, person, event, act ...")
    act.add_argument("key", metavar="KEY")
    return act


def _field_labels(act: argparse.ArgumentParser) -> None:
    act.add_argument("--label", metavar="LABEL", help="the label in English")
    act.add_argument("--label-ko", metavar="LABEL", help="the label in Korean")
    act.add_argument("--help-text", dest="about", metavar="TEXT", help="a line of explanation")
