"""Permissions are independent, by recipient, and judged on the day of export."""

from __future__ import annotations

from datetime import date

import pytest

from app.consent import PERMISSIONS, Reach, Sign, judge, reaches, standing
from app.records.record import Record
from app.values import uncertain
from tests.stories import consent

TODAY = date(2026, 11, 25)


def named(consents: list[Record], audience: str = "government", recipient: str = "KR") -> bool:
    return judge(consents, audience, recipient, TODAY).named


def test_nothing_on_record_is_no_permission() -> None:
    verdict = judge([], "government", "KR", TODAY)
    assert (verdict.named, verdict.told, verdict.counted) == (False, False, False)
    assert verdict.reach is Reach.LEFT_OUT
    assert {p.sign for p in standing([], TODAY).values()} == {Sign.NOT_ASKED}


@pytest.mark.parametrize("key", PERMISSIONS)
def test_no_permission_implies_another(key: str) -> None:
    recipients = {"government": ("any_government",), "un": ("any_un",)}.get(key, ())
    signs = standing([consent(key, recipients=recipients)], TODAY)
    assert {k for k, p in signs.items() if p.sign is Sign.ALLOWED} == {key}


def test_a_government_is_named_to_only_where_its_own_consent_says_so() -> None:
    assert named([consent("government", recipients=("KR",))])
    assert not named([consent("government", recipients=("KR",))], recipient="US")
    assert not named([consent("government", recipients=("KR",))], recipient="")
    assert not named([consent("government", recipients=("KR",))], audience="un", recipient="un_wgeid")
    assert not named([consent("un", recipients=("un_wgeid",))], audience="un", recipient="un_wgad")
    assert not named([consent("publish_name")])


@pytest.mark.parametrize(("recipient", "reached"), [("US", True), ("", True), ("CN", False), ("KP", False)])
def test_any_government_is_never_china_or_the_dprk(recipient: str, reached: bool) -> None:
    assert named([consent("government", recipients=("any_government",))], recipient=recipient) is reached


def test_china_itself_may_be_named_by_a_consent() -> None:
    assert named([consent("government", recipients=("CN",))], recipient="CN")


def test_to_the_returning_authorities_people_are_at_most_counted() -> None:
    everything = [consent("account"), consent("count"), consent("government", recipients=("any_government",))]
    assert judge(everything, "government", "CN", TODAY).reach is Reach.COUNTED
    assert judge(everything, "government", "KR", TODAY).reach is Reach.NAMED


def test_a_refusal_of_one_government_outweighs_any() -> None:
    given = consent("government", recipients=("any_government",))
    refused = consent("government", "refused", "2025-06-01", recipients=("US",))
    assert not named([given, refused], recipient="US")
    assert named([given, refused], recipient="FR")


def test_withdrawal_ends_all_or_one_recipient() -> None:
    both = consent("government", recipients=("KR", "US"))
    one = consent("government", "withdrawn", "2026-01-01", recipients=("US",))
    everything = consent("government", "withdrawn", "2026-01-01")
    assert (named([both, one]), named([both, one], recipient="US")) == (True, False)
    assert not named([both, everything])
    assert standing([both, everything], TODAY)["government"].sign is Sign.WITHDRAWN


def test_a_withdrawal_entered_before_an_older_consent_still_stands() -> None:
    withdrawn = consent("count", "withdrawn", "2024-05-01")
    older = consent("count", date="2022-01-01")
    assert not judge([withdrawn, older], "public", "", TODAY).counted
    assert not judge([consent("count", date="2024-05-01"), withdrawn], "public", "", TODAY).counted


@pytest.mark.parametrize(
    ("expires", "allowed"),
    [("2026-11-25", True), ("2026-11-24", False), ("2026-11", False), ("2027", True), ("2026-12~", True)],
)
def test_an_expiry_counts_from_its_first_possible_day(expires: str, allowed: bool) -> None:
    verdict = judge([consent("count", expires=uncertain(expires))], "public", "", TODAY)
    assert verdict.counted is allowed


def test_a_consent_counts_from_its_last_possible_day() -> None:
    assert not judge([consent("count", date="2026-11")], "public", "", TODAY).counted
    assert judge([consent("count", date="2026-10")], "public", "", TODAY).counted


def test_the_verdict_names_the_consents_and_fields_it_rests_on() -> None:
    name = consent("government", fields=("risk_factors",), recipients=("KR",))
    verdict = judge([name, consent("publish_photo")], "government", "KR", TODAY)
    assert verdict.consents == (name.id,)
    assert verdict.fields == {"risk_factors"}
    assert judge([], "public", "", TODAY).missing == "publish_name"


def test_a_partner_gets_counts_only() -> None:
    everything = [
        consent(k, recipients=("any_government",) if k == "government" else ()) for k in PERMISSIONS
    ]
    verdict = judge(everything, "partner", "", TODAY)
    assert (verdict.named, verdict.counted) == (False, True)


@pytest.mark.parametrize(
    ("recipient", "reached"),
    [
        ("KR", "government"),
        ("any_government", "government"),
        ("un_wgeid", "un"),
        ("any_un", "un"),
        ("partner", ""),
    ],
)
def test_a_recipient_is_offered_with_the_permission_that_can_reach_it(recipient: str, reached: str) -> None:
    assert [key for key in ("government", "un") if reaches(key, recipient)] == [reached] * bool(reached)
