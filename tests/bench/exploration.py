"""States a second, bytes a state, and seconds to prove and to analyse what is bundled."""

from __future__ import annotations

import random
import tracemalloc
from functools import partial

from engine.chance import Draws
from engine.exploration import Exploration, explore
from engine.findings import findings
from engine.hindsight import analyse
from engine.proof.induction import Losses, Worth
from engine.proof.packing import Questions
from engine.proof.sampling import random_answer
from engine.proof.worths import Worths
from engine.rules import Choose, Rules
from engine.scenario import Scenario
from engine.session import Phase, Session
from game.content import load_catalogue
from game.library import read_library
from tests.bench.lattice import lattice_scenario
from tests.bench.measuring import Figure, best_rates, best_seconds, rate_at_least, seconds_below

ROUNDS = 5
STATES_A_SECOND = 8_000_000
VALUES_A_SECOND = 10_000_000
BYTES_A_STATE = 16
SECONDS_TO_PROVE = 2.0
SECONDS_TO_ANALYSE = 0.5
SEED = 5


def exploration_figures() -> list[Figure]:
    """The lattice, met and valued whole and shrunk; then each bundled scenario."""
    return [*_lattice_figures(), *_bundled_figures()]


def _lattice_figures() -> list[Figure]:
    rules = Rules(lattice_scenario())
    whole = explore(rules, questions=Questions.EVERYTHING)
    shrunk = explore(rules, questions=Questions.DECISIONS)
    rates = best_rates(
        ROUNDS,
        {
            "explore": lambda: explore(rules, questions=Questions.EVERYTHING).states,
            "value": lambda: _valued(whole),
        },
    )
    held = whole.bytes / whole.states
    peak = _peak_bytes(rules) / whole.states
    least = [Worths(one).at_start(Worths(one).least_loss) for one in (whole, shrunk)]
    return [
        rate_at_least(
            f"states explored, {whole.states:,} states, {whole.edges:,} edges",
            rates["explore"],
            STATES_A_SECOND,
        ),
        Figure(
            "  memory a state, kept (at the peak of the search)",
            f"{held:.1f} ({peak:.1f}) bytes",
            f"≤ {BYTES_A_STATE} bytes",
            peak <= BYTES_A_STATE,
        ),
        rate_at_least("  valued by backward induction", rates["value"], VALUES_A_SECOND),
        Figure(
            "  without what no longer matters",
            f"{shrunk.states:,} states",
            "the same least loss",
            abs(least[0] - least[1]) < 1e-9,
        ),
    ]


def _valued(exploration: Exploration) -> int:
    Worth(exploration, Losses())
    return exploration.states


def _peak_bytes(rules: Rules) -> int:
    """The most memory that a search holds at once, tables and frontiers included."""
    tracemalloc.start()
    explore(rules, questions=Questions.EVERYTHING)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _bundled_figures() -> list[Figure]:
    scenarios = {id_: entry.scenario for id_, entry in read_library().entries.items()}
    to_prove = best_seconds(2, {id_: partial(_prove, one) for id_, one in scenarios.items()})
    plays = {id_: _random_session(Rules(one)) for id_, one in scenarios.items()}
    to_analyse = best_seconds(2, {id_: partial(_analyse, one) for id_, one in plays.items()})
    proofs = [
        seconds_below(f"explore and report, {id_}", seconds, SECONDS_TO_PROVE)
        for id_, seconds in to_prove.items()
    ]
    hindsights = [
        seconds_below(f"hindsight after a play, {id_}", seconds, SECONDS_TO_ANALYSE)
        for id_, seconds in to_analyse.items()
    ]
    return proofs + hindsights


def _prove(scenario: Scenario) -> None:
    assert findings(explore(scenario), load_catalogue()).proved


def _random_session(rules: Rules) -> Session:
    session = Session(rules, SEED)
    draw = random.Random(SEED)
    while session.phase != Phase.DEBRIEF:
        if session.phase != Phase.DECIDING:
            session.go_on()
            continue
        options: tuple[Choose, ...] = rules.options(session.state)
        if options:
            session.decide(draw.choice(options))
        else:
            session.decide(random_answer(rules.scene(session.state), Draws(SEED)))
    return session


def _analyse(session: Session) -> None:
    assert analyse(session.rules, session.steps, session.state, session.seed).exact
