"""The ledger decides what is due now, and how a run that is wished for is done."""

from console.domain.due import arrivals_due, arrivals_were_missed, full_sync_due, pull_due, pull_goes_first, was_missed
from console.domain.runs import RunKind, Trigger
from console.jobs.backing_up import back_up_first
from console.jobs.chosen_job import run_chosen_job
from console.jobs.reconcile_job import run_arrivals_job, run_reconcile_job
from console.jobs.report import Report
from console.jobs.runner import Wish
from console.jobs.sync_job import run_check_job, run_full_sync_job, run_pull_sync_job
from console.jobs.workplace import Workplace
from console.services.pausing import is_paused
from console.services.pull_sync import Watch


def due_wish(place: Workplace) -> Wish | None:
    """The run that is due by the ledger and the clock, None where nothing is, or syncing is paused or switched off.

    A full sync that is due stands for the pull that is due too. The arrivals are looked at once a pull was tried
    since their time came, so that what is merely new is known by then.
    """
    now = place.clock.now()
    with place.store.reading() as session:
        config = next(iter(session.config.all()), None)
        last = session.runs.last_runs()
        paused = is_paused(session, now)
    if config is None or not config.pull_sync_enabled or paused:
        return None
    trigger = Trigger.CATCH_UP if was_missed(now, config.schedule, last) else Trigger.SCHEDULE
    if full_sync_due(now, config.schedule, last):
        return Wish(RunKind.FULL, trigger)
    pulls = pull_due(now, config.schedule, last)
    if arrivals_due(now, config.schedule, last) and not (pulls and pull_goes_first(now, config.schedule, last)):
        missed = arrivals_were_missed(now, config.schedule)
        return Wish(RunKind.ARRIVALS, Trigger.CATCH_UP if missed else Trigger.SCHEDULE)
    return Wish(RunKind.PULL, trigger) if pulls else None


def carry_out(place: Workplace, wish: Wish, watch: Watch) -> Report:
    """Do the run that is wished for, a full one after a backup. Raises NotConnected, SyncSwitchedOff, StoreDamaged."""
    if wish.kind is RunKind.RECONCILE:
        return run_reconcile_job(place, wish.trigger, watch, wish.beds24_id)
    if wish.kind is RunKind.ARRIVALS:
        return run_arrivals_job(place, wish.trigger, watch)
    if wish.kind is RunKind.CHOSEN:
        return run_chosen_job(place, wish.trigger, watch, wish.chosen)
    if wish.kind is RunKind.CHECK:
        return run_check_job(place, wish.trigger, watch)
    if wish.kind is RunKind.FULL:
        back_up_first(place, watch)
        return run_full_sync_job(place, wish.trigger, watch, apply_anyway=wish.apply_anyway)
    return run_pull_sync_job(place, wish.trigger, watch)
