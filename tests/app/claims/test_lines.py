"""The generated line of each public event, word for word as the domain page gives it."""

from __future__ import annotations

import pytest

from app.services.events import event_page
from tests.fakes import FakeVault
from tests.stories import event_id, public_vault

NO_ANSWER = "; China: no answer recorded"
LINES = {
    "2023-10-09": "more than 500 to about 600 reported handed over (4 independent origins); "
    "Republic of Korea acknowledges in part, number not confirmed "
    "(Ministry of Unification, 13 October 2023); "
    "China rejects the category (Ministry of Foreign Affairs, 12 October 2023)",
    "2023-08-29": "80 to about 90 reported handed over (2 independent origins)" + NO_ANSWER,
    "2023-08-28-V": "about 300 to 400 reported crossed (1 independent origin)" + NO_ANSWER,
    "2023-09-18": "40 reported handed over (1 independent origin)" + NO_ANSWER,
    "2024-04-26": "about 60 reported handed over (1 independent origin)" + NO_ANSWER,
    "2021-07-14": "about 50 reported handed over (1 independent origin); "
    "DPRK denies (Ministry of Foreign Affairs, August 2021)" + NO_ANSWER,
    "2024-08-21": "15 reported arrested (1 independent origin)" + NO_ANSWER,
    "2012-03": "41 reported handed over (1 independent origin)" + NO_ANSWER,
}
OCTOBER_KO = (
    "500명이 넘는 수에서 약 600명까지 인계된 것으로 보도됨(독립 출처 4곳); "
    "대한민국은 일부 인정, 수는 확인하지 않음(통일부, 2023년 10월 13일); "
    "중국은 그런 범주 자체를 부정(외교부, 2023년 10월 12일)"
)


@pytest.fixture(scope="module")
def vault() -> FakeVault:
    return public_vault()


@pytest.mark.parametrize("code", LINES)
def test_the_line_of_each_event(vault: FakeVault, code: str) -> None:
    with vault.read() as reader:
        page = event_page(reader, event_id(vault, code), "en")
    assert page.part.line.whole == LINES[code]


def test_the_line_in_korean(vault: FakeVault) -> None:
    with vault.read() as reader:
        page = event_page(reader, event_id(vault), "ko")
    assert page.part.line.whole == OCTOBER_KO


def test_an_event_without_an_origin_says_so(vault: FakeVault) -> None:
    with vault.write() as work:
        page = event_page(work, event_id(vault), "en")
        for record in page.claims:
            work.delete(record)
        assert event_page(work, event_id(vault), "en").part.line.whole == (
            "no figure from an independent origin" + NO_ANSWER
        )


def test_fifteen_claims_each_with_its_own_attribution(vault: FakeVault) -> None:
    with vault.read() as reader:
        part = event_page(reader, event_id(vault), "en").part
    assert [c.label for c in part.claims] == [f"C{n}" for n in range(1, 16)]
    assert all(c.claimant and c.relay and c.address for c in part.claims)
    assert [(c.label, c.claimant) for c in part.claims if c.is_origin] == [
        ("C2", "Justice For North Korea"),
        ("C3", "One Korea Network"),
        ("C4", "J.M. Missionary Union"),
        ("C6", "TJWG and Global Rights Compliance"),
    ]
    statuses = {e.element: e.status_code for e in part.elements}
    assert statuses["count"] == "disputed"
