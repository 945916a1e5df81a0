"""What a brief says is not known agrees with the claims that stand beside it."""

from __future__ import annotations

from app.dossier import BriefOptions, every_text
from app.services.releases import prepare_brief
from tests.stories import OCTOBER, FixedClock, public_vault

NOTHING = "No state body has said anything that we recorded."


def test_a_figure_of_a_state_body_is_no_silence_of_states() -> None:
    vault = public_vault()
    options = BriefOptions(events=(OCTOBER,), kind="full")
    with vault.write() as work:
        event = next(e.id for e in work.all("event") if e.text("code") == OCTOBER)
        claims = [c for c in work.all("claim") if c.ref("event") == event]
        for claim in claims:
            work.save(claim.with_values(stance=None, state=None, claimant_kind="organisation"))
        work.commit()
    assert NOTHING in every_text(prepare_brief(vault, FixedClock(), options).dossier)
    with vault.write() as work:
        figure = next(c for c in work.all("claim") if c.ref("event") == event and c.number_of("low"))
        work.save(figure.with_values(claimant_kind="state_body"))
        work.commit()
    texts = every_text(prepare_brief(vault, FixedClock(), options).dossier)
    assert NOTHING not in texts
    assert any(text.startswith("A state body gives a figure (C") for text in texts)
