"""Every message about trouble, in one place: to be translated, and read through for leaks.

A message names files, fields, rows and counts, never the value of a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from gettext import NullTranslations
from types import MappingProxyType

from app.i18n import N_, _


class Msg(Enum):
    """The texts; `{name}` stands for a value of the message."""

    # values and fields
    TEXT_HAS_NUL = N_("This text holds a character that cannot be kept (NUL). Remove it and try again.")
    TEXT_HAS_SURROGATE = N_("This text holds half a character (a lone surrogate). Type that part again.")
    FIELD_MISSING = N_("{field}: please fill this in.")
    FIELD_WRONG = N_("{field}: {reason}")
    DATE_NOT_EDTF = N_("This is not a date the program can keep.")
    DATE_NOT_UNDERSTOOD = N_(
        "This date was not understood. Try 2023-10-09, about 1987, summer 1998, before 2013 or 1991 or 1992."
    )
    DATE_DAY_OR_MONTH = N_(
        "This may be two days, for some write the day first and some the month. Write the month as a word "
        "(9 October 2023) or the year first (2023-10-09)."
    )
    DATE_NO_SUCH_DAY = N_("There is no such day in the calendar.")
    DATE_BACKWARDS = N_("This range ends before it begins.")

    FIELD_UNKNOWN = N_("this vault knows no such field")
    FIELD_MADE_BY_PROGRAM = N_("the program makes it, and it never changes")
    VALUE_WRONG_TYPE = N_("this is not what the field holds")
    TERM_UNKNOWN = N_("“{code}” is not in the list")
    NUMBER_OUT_OF_RANGE = N_("a whole number from 0 to 2,147,483,647")
    NOT_ONE_VALUE = N_("this field holds several values: change it in the window")
    ONE_LINE_ONLY = N_("one line only")
    LOW_OVER_HIGH = N_("the highest figure is under the lowest")
    FIGURE_NEEDS_MEASURE = N_("say what the figure counts: handed over, crossed, arrested …")
    WORD_AND_FIGURE = N_("a word such as “hundreds” goes without a figure")
    REPEATS_ITSELF = N_("a claim cannot rest on itself")
    REPEATS_IN_A_CIRCLE = N_("going from one to the next would come back to where it began")
    STANCE_NEEDS_STATE = N_("say which state takes this stance")
    NO_DEGREES = N_("decimal degrees between -{limit} and {limit}")
    ENDS_BEFORE_IT_BEGINS = N_("the consent would end before it was given")
    RECIPIENTS_MISSING = N_("say for which governments or UN bodies")
    VERIFIED_NEEDS_REVIEWER = N_("“verified” asks for the reviewer who signed")
    WHOSE_MISSING = N_("say on which case or event")
    NOT_TO_ITSELF = N_("choose another one: nothing is linked with itself")
    NO_SUCH_ADDRESS = N_("this names no value that can be cited or commented on")
    ODD_LETTER = N_(
        "Letter {number} is of another alphabet than the others, though it may look the same."
        " If nobody meant that, type it again."
    )
    ODD_HIDDEN = N_(
        "This name holds signs that cannot be seen ({count}). If nobody meant that, type it again."
    )
    ODD_FUTURE = N_("This day has not come yet. Is the year right?")
    ODD_AGE = N_(
        "Born then, this person would be {age} today; nobody is known to have lived longer than {oldest}"
        " years. Is the year right?"
    )
    CODE_TAKEN = N_("The code {code} is taken by another record. Choose another.")
    TERM_TAKEN = N_("The vocabulary “{vocabulary}” has a term “{code}” already. Choose another code.")
    FIELD_TAKEN = N_("There is a field “{key}” already. Choose another key.")
    VOCABULARY_UNSAID = N_("Say which vocabulary its terms come from.")
    TERM_MISSING = N_("The vocabulary “{vocabulary}” has no term “{code}”.")
    TERM_INTO_ITSELF = N_("A term cannot be merged into itself.")
    VOCABULARY_MISSING = N_("There is no vocabulary “{vocabulary}”. Add its first term, then the field.")
    VOCABULARY_FIXED = N_(
        "The rules of Casebook know every term of “{vocabulary}”: none can be added or merged here."
        " Labels can be changed, terms retired."
    )
    CODE_MALFORMED = N_(
        "“{code}” cannot be a code: small letters a to z, digits and _, a letter first, at most 40."
    )
    FILTER_NAME = N_("Give the filter a name of one line.")
    FILTERS_FULL = N_("There are {most} saved filters already. Take one away first.")
    SOURCE_MISSING = N_("No source has this name or id. Add it under Sources first.")
    REASON_MISSING = N_("Say why this value is accepted.")
    SECOND_PERSON = N_("This asks for a second person: the one who handed it in cannot sign it.")
    OTHERS_RETURN = N_("You handed this in: only a second person can return it. You may hand it in again.")
    RIVAL_UNREADABLE = N_("A rival value of “{field}” cannot be read: it is no value of that field.")
    NOT_MERGED = N_("Nothing holds “{into}” because “{code}” was merged into it and is unchanged since.")
    RETURN_REASON_MISSING = N_("Say why it goes back.")
    NOT_HANDED_IN = N_("This does not wait for a review.")
    CHANGED_SINCE_READ = N_("It was changed while you read it. Read it again, then sign.")
    CHANGED_SINCE_SHOWN = N_("Not signed: it changed after it was shown: {what}. Read it again, then sign.")
    LABEL_MISSING = N_("Give a label in English or Korean.")
    EDIT_ASSIGNMENT = N_("Write each change as FIELD=VALUE; nothing after the = empties the field.")
    EDIT_TWICE = N_("The field {field} is given twice.")
    FIELD_MISSING_HERE = N_("There is no field of your own called “{key}” here.")
    FIELD_TYPE_NOT_TAKEN = N_("A field of your own cannot have this type.")
    TYPE_TAKES_NO_FIELDS = N_("Records of the kind “{code}” take no fields of your own.")
    NOT_A_FIELD_SET = N_("This file is no set of fields that Casebook wrote.")

    # vault
    WRONG_PASSPHRASE = N_("This passphrase does not open the vault. Check the keyboard layout and Caps Lock.")
    WRONG_RECOVERY = N_(
        "This recovery key does not open the vault: a newer one took its place, or it is of another vault."
    )
    WRONG_SHARES = N_(
        "These shares do not open the vault: newer ones took their place, or they are of another vault."
    )
    PASSPHRASE_LENGTH = N_("A passphrase has 1 to 1,024 bytes.")
    PASSPHRASE_TAKEN = N_("This passphrase cannot be used here. Choose another one.")
    RECOVERY_MISTYPED = N_(
        "This recovery key has a typing mistake: compare it with the sheet, group by group."
    )
    SHARE_MISTYPED = N_("Share {n} has a typing mistake: compare it with the sheet, group by group.")
    SHARES_SAME = N_("These are one share twice. Two different ones are needed.")
    SHARES_OF_TWO_SETS = N_(
        "These shares are of two different sets, {first} and {second}. Use two that were printed together."
    )
    LAST_PASSPHRASE = N_("The last passphrase stays: add another one first.")
    OWN_KEY = N_("This is your own key. Say that you mean it, or ask a colleague to remove it.")
    NO_SUCH_KEY = N_("This vault has no key {slot}.")
    STAFF_TAKEN = N_("Somebody of this name has a key already. Choose a name that tells them apart.")
    WRONG_PIN = N_("This PIN does not open the vault. Try again, or use the passphrase.")
    KEYRING_NONE = N_(
        "This computer has no keyring that Casebook trusts: the Credential Manager of Windows, the Keychain "
        "of macOS, or on Linux the Secret Service or KWallet."
    )
    KEYRING_SILENT = N_("The keyring of this computer does not answer. Use the passphrase.")
    KEYRING_FAILED = N_("The keyring of this computer does not work or is locked. Use the passphrase.")
    KEYRING_EMPTY = N_("The keyring of this computer holds nothing for this vault. Use the passphrase.")
    PIN_DIGITS = N_("A PIN has 6 digits or more, not all alike and not in a row.")
    TOO_MANY_SLOTS = N_("This vault has as many keys as it can hold.")
    NOT_ENOUGH_MEMORY = N_("There is not enough free memory to open the vault. Close other programs.")
    NOT_A_VAULT = N_("There is no vault here.")
    NOT_A_SAMPLE = N_("This is no sample vault: only a sample is removed from here.")
    VAULT_EXISTS = N_("There is something in this place already. Choose a new name for the vault.")
    VAULT_NEWER = N_("This vault was written by a newer version of Casebook. Nothing was changed.")
    VAULT_BUSY = N_("This vault is open in another window.")
    KEY_FILE_DAMAGED = N_("The key file of this vault is damaged. Restore it from a backup.")
    KEY_FILE_COST = N_(
        "The key file of this vault asks for an unreasonable amount of work. It was not followed."
    )
    KEY_FILE_MISSING = N_("The key file of this vault is missing. Restore it from a backup.")
    DATABASE_MISSING = N_("The database of this vault is missing. Restore it from a backup.")
    DATABASE_EMPTY = N_("The database of this vault is empty (0 bytes). Restore it from a backup.")
    DATABASE_PLAIN = N_("This database is not encrypted: it is no vault of Casebook.")
    DATABASE_CUT = N_("The database of this vault is cut off. Restore it from a backup.")
    DATABASE_DAMAGED = N_(
        "The database of this vault is damaged, or belongs to another key file. Restore it from a backup."
    )
    CHECK_FOUND = N_(
        "The check of the whole vault found something wrong ({count}): {kinds}. The vault is open for "
        "reading only from now on. Copy its folder as it is, and open your last backup in another place."
    )
    CHECK_REASON = N_("Say why it may stand: the reason is kept in the journal.")
    CLOCK_BEHIND = N_(
        "The clock of this computer is behind the last entry of this vault ({last}). Set it right: entries "
        "made now would look as if they were older."
    )
    ERASE_WHAT = N_("Only the file on a person can be erased: give the code of a case or the id of a person.")
    ERASE_REASON = N_("Say why, and who asked: the reason is kept in the journal. Leave names out of it.")
    ERASE_CHANGED = N_("Something of this file was changed meanwhile. Look at the list again.")
    ERASE_NOT_CONFIRMED = N_("Nothing was erased: type the code of the case to confirm.")
    VALUE_GONE = N_("This value points to a record that is no longer in the vault.")
    VAULT_SUSPECT = N_(
        "This vault is older than it was, or was changed outside Casebook. It is open for reading only: "
        "check it, and open your last copy in another place."
    )
    DISK_FULL = N_("The disk is full. What was saved before is intact; make room and try again.")
    DISK_FOR_READING = N_(
        "This place cannot be written to: the vault is open for reading only. To work in it, copy its folder "
        "to a disk of yours and open it there."
    )
    DISK_READ_ONLY = N_("This place cannot be written to. What was saved before is intact.")
    FOLDER_MISSING = N_("This folder is not there. Check its name, and that the disk is connected.")
    DISK_FAILED = N_("The disk did not answer. What was saved before is intact; check that it is connected.")

    # backups
    BACKUP_NONE = N_("There is no backup here.")
    BACKUP_EMPTY = N_("This file is empty (0 bytes): it holds no backup.")
    BACKUP_FOREIGN = N_("This file is no backup of Casebook.")
    BACKUP_NEWER = N_("This backup was written by a newer version of Casebook. Restore it with that version.")
    BACKUP_OLDER = N_("This backup has a form that this version of Casebook no longer reads.")
    BACKUP_CUT = N_("This backup is cut off: a part of the file is missing. Use another one.")
    BACKUP_DAMAGED = N_("This backup is damaged, or parts of it are from another file. Use another one.")
    BACKUP_OTHER_VAULT = N_("This is a backup of another vault.")
    BACKUP_WRONG_PASSPHRASE = N_(
        "This passphrase or recovery key does not open the backup. It needs one that opened the vault on the "
        "day of the backup."
    )
    BACKUP_IN_VAULT = N_(
        "A backup inside the folder of the vault would be lost with it. Choose another place, best on "
        "another disk."
    )
    BACKUP_NOT_PROVED = N_(
        "The backup was restored to try it, and what came back was not the same. It was removed: check the "
        "vault, and try another disk."
    )
    BACKUP_FINDINGS = N_(
        "Something in this vault is not as it should be ({count} findings), so no copy of it counts as a "
        "backup. Check the vault; your earlier backups are as they were."
    )
    BACKUP_MOVED = N_("A file of the evidence was removed while it was being copied. Please try again.")
    LEDGER_INCOMPLETE = N_(
        "The list of releases may be incomplete, since this vault was restored from a backup or taken out of "
        "another. No anonymised document leaves before somebody states that no release is missing."
    )

    LEDGER_STATEMENT = N_("Say in your own words why no release is missing: the statement is kept.")

    # where a vault lies
    DISK_PLAIN = N_(
        "This disk is not encrypted. The vault is; but what the system keeps beside it (swap, hibernation, "
        "lists of recent files) can be read by whoever takes the computer. Turn disk encryption on."
    )
    FOLDER_SYNCED = N_(
        "This folder is copied to other computers ({service}). Two copies of a vault can come apart there, "
        "and every older one stays where you cannot take it back. Choose a folder that is not synced."
    )
    DOCUMENT_SYNCED = N_(
        "The folder of {file} is copied to other computers ({service}): the document lies there too now, and"
        " deleting it here may not delete it there. Keep such documents in a folder that is not synced."
    )
    FILE_IN_VAULT = N_("{file} would lie inside the folder of a vault. Choose another place.")

    # records
    RECORD_CHANGED = N_(
        "Somebody changed this record since you opened it. Both versions are kept; choose one."
    )
    RECORD_ALTERED = N_(
        "{kind} {code} is not as the history says: it was changed outside Casebook, or an older page was put "
        "back. It is neither shown nor exported. Check the vault, and compare with your last copy."
    )
    RECORD_MISSING = N_("There is no record {code} in this vault.")

    APPEND_ONLY = N_("This record is kept as it was given. Add a new one instead of changing it.")

    # evidence
    EVIDENCE_EMPTY = N_("This file is empty. Nothing was taken in.")
    EVIDENCE_LARGE = N_("This file is larger than {limit} GB. Nothing was taken in.")
    EVIDENCE_UNREADABLE = N_("This file cannot be read. Nothing was taken in.")
    EVIDENCE_GONE = N_("The content of this item was erased, or its key is missing. Run a check.")
    EVIDENCE_MISSING = N_("The file of this item is missing from the vault. Restore it from a backup.")
    EVIDENCE_CUT = N_("The file of this item is cut off. Restore it from a backup.")
    EVIDENCE_DAMAGED = N_("The file of this item is damaged. Restore it from a backup.")
    EVIDENCE_PHYSICAL = N_("This item is no file: there is nothing to open or to save.")
    EVIDENCE_OWNER = N_("Evidence belongs to a case or an event.")
    EVIDENCE_ELSEWHERE = N_("This item belongs to another case or event.")
    EVIDENCE_INSIDE_VAULT = N_("This place is inside the vault. Choose another folder.")

    PREVIEW_NO_KIND = N_("There is no preview of this kind of file. Save a copy to look at it elsewhere.")
    PREVIEW_TOO_LARGE = N_("This file is larger than {limit} MB: there is no preview of it. Save a copy.")
    PREVIEW_TOO_MANY_PIXELS = N_("This picture is too large to be shown here. Save a copy.")
    PREVIEW_MALFORMED = N_(
        "This file cannot be shown: it is damaged, locked, or not what it seems. It is kept as it came."
    )
    COPY_NO_KIND = N_("A copy without metadata can be made of JPEG, PNG, WebP and TIFF pictures only.")
    COPY_NOT_CLEAN = N_("The copy still held metadata. It was not kept.")

    # releases
    CASE_NOT_IN_BRIEF = N_("Case {code} is not linked to an event of this brief. Link it, or leave it out.")
    CASE_NOT_COVERED = N_(
        "Case {code}: no consent for “{permission}” reaches this audience and recipient. Leave the case out, "
        "show it in another way, or ask again."
    )
    NAME_IN_TEXT = N_(
        "A text of this document holds the name of case {code}, whose consent does not reach this reader. "
        "Reword that text."
    )
    A_NAME_IN_TEXT = N_("A text of this document holds a name that may not leave. Reword that text.")
    CALLER_IN_TEXT = N_(
        "A text of this document holds the name of somebody who called, as a quick note has it. Reword that "
        "text; where it is no name, write otherwise in the note who called."
    )
    NO_EVENT = N_("There is no event {code} in this vault.")
    RECIPIENT_IN_PUBLIC = N_(
        "A public document has no recipient. Leave the recipient out, or choose an audience."
    )
    RECIPIENT_UNKNOWN = N_("{code} is no recipient of the vocabulary.")
    RECIPIENT_WRONG_AUDIENCE = N_("{code} is no recipient for this audience.")
    FILE_EXISTS = N_("{file} exists. Choose another name, or --force to replace it.")
    FILE_NOT_WRITTEN = N_("{file} could not be written: the disk is full, read-only or gone.")
    FORMAT_UNKNOWN = N_("{file}: the name must end in {formats}.")
    FOUND_IN_FILE = N_("The finished file holds something that must not leave ({what}). It was not written.")
    # disclosure control
    SUMMARY_TOO_FEW = N_(
        "Too few people may be counted for a summary: at least {least} are needed for this audience."
    )
    SUMMARY_NOTHING_TO_SHOW = N_(
        "This table would print nothing: its numbers are too small, or all people share one value."
    )
    SUMMARY_NOT_SAFE = N_(
        "These tables could give somebody away. Nothing was written; ask for fewer of them."
    )
    SUMMARY_AUDIENCE = N_("{audience} is no audience of a summary: public or partner.")
    SUMMARY_DIMENSIONS = N_("A summary is by one or two different ones of: {dimensions}.")

    # travel
    TRAVEL_NO_CASE = N_("No case is chosen: a travel vault needs at least one.")
    TRAVEL_SAME_PASSPHRASE = N_(
        "A travel vault needs a passphrase of its own: whoever is made to give it must not give the one of "
        "the vault at home."
    )
    TRAVEL_NO_PIN = N_("A travel vault opens with its passphrase only: quick unlock stays off in it.")

    # child
    CHILD_TOO_SLOW = N_("This took longer than {seconds} seconds and was stopped. Nothing was written.")
    CHILD_FAILED = N_("The helper that makes documents and reads files failed ({kind}). Nothing was written.")
    CHILD_GONE = N_("The helper that makes documents and reads files ended early. Nothing was written.")

    # import
    CSV_EMPTY = N_("This file is empty.")
    CSV_NO_ROWS = N_("This file has headings and no rows.")
    CSV_ENCODING = N_("The letters of this file cannot be read. Save it as CSV in UTF-8 and try again.")
    CSV_HAS_NUL = N_("Row {row} holds a character that cannot be kept (NUL).")
    CSV_QUOTE_OPEN = N_("Row {row} begins a quotation mark that is never closed.")
    CSV_QUOTE_WRONG = N_("Row {row} has text after a closing quotation mark.")
    CSV_RAGGED = N_("Row {row} has {found} cells, the headings are {expected}.")
    CSV_FIELD_LONG = N_("Row {row} has a cell longer than {limit} characters.")
    CSV_COLUMNS = N_("This file has more than {limit} columns.")
    CSV_ROWS = N_("This file has more than {limit} rows.")
    CSV_HEADING_TWICE = N_("Columns {first} and {second} have the same heading.")
    CSV_HEADING_EMPTY = N_("Column {column} has no heading.")
    IMPORT_NO_FILE = N_("{file} cannot be read.")
    IMPORT_FILE_LARGE = N_("{file} is larger than {limit} MB. Split it and take the parts in one by one.")
    IMPORT_COLUMN_UNKNOWN = N_("Column {column} has a heading that is no field of a case.")
    IMPORT_COLUMN_TWICE = N_("Columns {first} and {second} are the same field.")
    IMPORT_NO_NAME_COLUMN = N_("No column is headed name (이름).")
    IMPORT_ROW = N_("Row {row}, column {column}: {reason}")
    IMPORT_NAME_MISSING = N_("the name is missing")
    IMPORT_TERM_UNKNOWN = N_("not one of the values of this field")
    IMPORT_PLACE_UNKNOWN = N_("no such place in this vault; add it under Places first")
    NOT_ONE_OF_THAT_NAME = N_("there is no record of this name here, or several: give its id")
    IMPORT_EVENT_UNKNOWN = N_("no event has this code")
    IMPORT_REFUSED = N_("Nothing was taken in. {problems}")
    IMPORT_MORE = N_("{problems} (and {count} more)")

    # commands
    ARGUMENT_NOT_TEXT = N_("An argument holds a character that is no text in UTF-8. Write it another way.")
    STAFF_NAME = N_("The name of a member of staff is one line of text.")
    OUTPUT_NOT_WRITTEN = N_("The output could not be written: the disk is full or gone.")
    BUG = N_("Something went wrong in the program itself ({kind} at {places}). What was saved is intact.")
    PASSPHRASE_FILE = N_("The passphrase could not be read from there.")
    PASSPHRASE_NOT_TEXT = N_("The passphrase is not UTF-8 text.")
    PASSPHRASES_DIFFER = N_("The two passphrases differ. Nothing was made.")
    PASSPHRASE_WEAK = N_("This passphrase is too easy to guess. Use four or more words.")
    PASSPHRASE_SAME = N_("This is the passphrase you have already. Nothing was changed.")
    RECOVERY_OR_SHARES = N_("Give one --recovery-file, or two --share-file.")
    PASSPHRASE_NOT_GIVEN = N_("No terminal to ask on: give the passphrase with --passphrase-file.")

    EVIDENCE_WITHOUT_OUTPUT = N_("Say with -o where the copy goes.")
    EVIDENCE_WITHOUT_ITEM = N_("Say which item: its id comes after the case.")

    # window
    NO_DISPLAY = N_("There is no display here. `casebook --help` names the commands that need none.")


@dataclass(frozen=True)
class Message:
    """A text of `Msg` and the values of its places."""

    text: Msg
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def render(self, catalogue: NullTranslations | None = None) -> str:
        """The message as a person reads it, in the language in use or that of `catalogue`."""
        source = str(self.text.value)
        translated = catalogue.gettext(source) if catalogue else _(source)
        return translated.format(**self.values)
