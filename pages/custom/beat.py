"""The typed function against the six of the notes over ten starts: who ends better, and is it luck?"""

from math import exp

import streamlit as st

from activations.catalogue import NOTES, FunctionSpec
from content.loader import fill, page
from experiments.train_results.comparison import Pairing, compare
from experiments.training.train import TrainingHistory, TrainingSpec
from pages.custom.state import CustomState
from ui import links, prose, run_progress, runs
from ui.session import state

RIVAL = "swish"
STARTS = 10
ASKED = "race"  # in the address, so that a page whose server was started again knows what it had


def show(function: FunctionSpec) -> None:
    """Show the button, the run while it computes, and then what came of it."""
    labels, mine = page("own").texts, state(CustomState)
    if st.button(labels["beat.start"], key="beat", icon=":material/trophy:", help=labels["beat.start.help"]):
        spec = TrainingSpec(functions=(*map(FunctionSpec, NOTES), function), seeds=STARTS)
        if spec.share > 1:
            st.warning(labels["beat.too-large"], icon=":material/scale:")
        else:
            (mine.race,) = runs.ask([spec], [mine.race] if mine.race else [])
    run = mine.race
    links.check_choice(ASKED, ("yes",))
    if run is None:
        if st.query_params.get(ASKED) == "yes":
            st.info(labels["beat.lost"], icon=":material/history:")
        return
    links.publish(ASKED, "yes", "")
    if not run.is_over:
        _progress(run)
        return
    try:
        history = run.history
    except runs.RunFailedError:
        st.error(page("train").texts["run.failed"], icon=":material/error:")
        return
    if history is not None and history.completed_steps == history.spec.steps:
        _result(history)
        if history.spec.functions[-1] != function:
            st.caption(labels["beat.stale"])


def _progress(run: runs.Run) -> None:
    labels = page("own").texts

    def words(step: int, steps: int) -> str:
        values = {"step": step, "steps": steps, "networks": len(run.spec.networks)}
        return fill(labels["beat.progress"], values)

    def stop() -> None:
        state(CustomState).race = None
        links.publish(ASKED, "", "")

    run_progress.show([run], words, page("train").texts["run.stop"], on_stop=stop)


def _result(history: TrainingHistory) -> None:
    labels = page("own").texts
    pairings = own_pairings(history)
    rival = next(each for each in pairings if each.second.key == RIVAL)
    st.markdown(verdict(rival))
    header = [labels[f"beat.column.{name}"] for name in ("rival", "wins", "loss", "p", "verdict")]
    st.markdown(prose.table(header, map(_row, pairings)))
    st.caption(fill(labels["beat.caption"], {"starts": rival.starts, "steps": history.spec.steps}))


def _row(each: Pairing) -> list[str]:
    ratio, p_value = f"{exp(min(each.median_difference, 50)):.3g}", f"{each.corrected_p_value:.2g}"
    kind = page("own").texts[f"beat.{kind_of(each)}"]
    return [each.second.label, str(each.wins), ratio, p_value, kind]


def own_pairings(history: TrainingHistory) -> list[Pairing]:
    """The typed function, which comes last, against each of the others, told from its side."""
    own = history.spec.functions[-1]
    return [each.reversed() for each in compare(history) if each.second == own]


def kind_of(pairing: Pairing) -> str:
    """Whether the first function is better or worse than the second, or nobody can tell."""
    if pairing.is_luck or not pairing.decidable:
        return "luck"
    return "better" if pairing.wins > pairing.losses else "worse"


def verdict(pairing: Pairing) -> str:
    """Whether the typed function beats its rival, in a sentence that says what luck could do."""
    values = {
        "name": pairing.first.label,
        "rival": pairing.second.label,
        "wins": pairing.wins,
        "starts": pairing.starts,
        "p": pairing.corrected_p_value,
    }
    return fill(page("own").texts[f"beat.verdict.{kind_of(pairing)}"], values)
