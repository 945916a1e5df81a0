"""Undo over several saves, and a single value put back: new journaled changes, never over somebody else's."""

from __future__ import annotations

import pytest

from app.canonical import Json
from app.errors import Conflict, Invalid
from app.records import Record, new, row
from app.services.saving import Saved, delete, put_back, save, undo
from app.values import Text
from tests.fakes import FakeVault

PERSON = new("person", names=(row(text="Kim"),))


def stored(vault: FakeVault) -> Record:
    """The person as it stands."""
    with vault.read() as reader:
        return reader.get("person", PERSON.id)


def changed(vault: FakeVault, **values: str) -> Saved:
    """One save of it."""
    return save(vault, stored(vault).with_values(**values))[0]


def test_saves_are_taken_back_one_by_one_and_put_back_again() -> None:
    vault = FakeVault(PERSON)
    saves = [changed(vault, sex="female"), changed(vault, role="witness"), changed(vault, sex="male")]
    turned = [undo(vault, one) for one in reversed(saves)]
    assert stored(vault).values == PERSON.values
    for one in reversed(turned):
        undo(vault, one)
    assert (stored(vault).text("sex"), stored(vault).version) == ("male", 10)


def test_a_save_is_taken_back_under_later_changes_of_other_fields() -> None:
    vault = FakeVault(PERSON)
    first = changed(vault, sex="female")
    changed(vault, role="witness")
    undo(vault, first)
    assert (stored(vault).text("sex"), stored(vault).text("role")) == ("", "witness")
    assert [e.action for e in vault.state.entries][-1] == "undo"


def test_what_somebody_changed_since_is_not_taken_back() -> None:
    vault = FakeVault(PERSON)
    first = changed(vault, sex="female")
    changed(vault, sex="male")
    with pytest.raises(Conflict):
        undo(vault, first)
    delete(vault, stored(vault))
    with pytest.raises(Conflict):
        undo(vault, first)
    made = save(vault, new("person", names=(row(text="Lee"),)))[0]
    save(vault, made.record.with_values(sex="male"))
    with pytest.raises(Conflict):
        undo(vault, made)


def test_a_value_is_put_back_as_a_new_change_that_can_be_undone() -> None:
    vault = FakeVault(PERSON)
    changed(vault, sex="female")
    changed(vault, sex="male")
    was = next(c for e in vault.state.entries for c in e.changes if c.field == "sex" and c.new == "female")
    saved = put_back(vault, stored(vault), "sex", was.new)
    assert stored(vault).text("sex") == "female"
    assert vault.state.entries[-1].action == "put_back"
    undo(vault, saved)
    assert stored(vault).text("sex") == "male"
    put_back(vault, stored(vault), "sex", None)
    assert "sex" not in stored(vault).values


def test_a_value_is_not_put_back_over_a_save_in_between() -> None:
    vault = FakeVault(PERSON)
    seen = stored(vault)
    changed(vault, sex="female")
    with pytest.raises(Conflict):
        put_back(vault, seen, "sex", "male")


@pytest.mark.parametrize(
    ("field", "value"), [("names", None), ("names", 3), ("sex", "no_such"), ("nothing", "x"), ("note", {})]
)
def test_what_the_field_does_not_take_is_refused(field: str, value: Json) -> None:
    vault = FakeVault(PERSON)
    with pytest.raises(Invalid):
        put_back(vault, stored(vault), field, value)


def test_a_value_that_points_to_what_is_gone_is_refused() -> None:
    place = new("place", name=Text("Tumen"))
    case = new("case", code="K7QM-2XDP", person=PERSON.id)
    vault = FakeVault(PERSON, case)
    with vault.read() as reader:
        here = reader.get("case", case.id)
    with pytest.raises(Invalid):
        put_back(vault, here, "arrest_place", place.id.hex)
    save(vault, place)
    assert put_back(vault, here, "arrest_place", place.id.hex).record.ref("arrest_place") == place.id
