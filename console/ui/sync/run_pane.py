"""The pane of a run: its story in one line, what it changed, and what the brake has to say."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QStackedWidget, QWidget

from console.domain.runs import Outcome, Run, RunKind, Trigger
from console.services.dry_run import foreseen_of, sums_of
from console.services.run_book import Changes
from console.ui.kit.acts import press
from console.ui.kit.stage import Stage
from console.ui.kit.table import Table, TableFrame
from console.ui.kit.theme import Space
from console.ui.kit.widgets import Message, button, column, dress, fill, fit_height, label, row
from console.ui.kit.words import count, say
from console.ui.sync import telling
from console.ui.sync.changes_model import ChangesModel
from console.ui.sync.dry_run_words import sums_words
from console.ui.sync.moods import FACES, Mood, mood_of, result_word
from console.ui.wording import dry_run
from console.ui.wording import sync as words

_ROWS_AT_LEAST = 3


class RunPane(QStackedWidget):
    """`reservation_wanted` tells our id; `show_wanted` and `apply_wanted` are the brake's two ways out,
    `choose_wanted` goes through what a check found."""

    reservation_wanted = Signal(int)
    parked_wanted = Signal()
    show_wanted = Signal()
    apply_wanted = Signal()
    choose_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._nothing = Message()
        self._nothing.tell(say(words.NO_RUN), say(words.NO_RUN_MORE), icon=stage.icon("clock-clockwise"))
        self.addWidget(self._nothing)
        self.addWidget(self._build())

    def _build(self) -> QWidget:
        page = dress(QWidget(), "surface")
        self._badge = label(kind="badge")
        self._when = label(kind="caption")
        self._story = label(kind="strong", wraps=True, selectable=True)
        self._sums = label(kind="muted", wraps=True, selectable=True)
        self._made_up = label(say(words.WHEN_CATCH_UP), "muted", wraps=True, selectable=True)
        self._missing = label(wraps=True, selectable=True)
        self._parked = button("", self.parked_wanted.emit, "link")
        self._head = label(kind="strong", wraps=True)
        self.choose = button(say(dry_run.CHOOSE), self.choose_wanted.emit, tip=say(dry_run.CHOOSE_TIP))
        self._offer_choice(offers=False)
        self._changes = ChangesModel(self._stage)
        self._table = changes_table(self._changes, self._stage)
        self._table.clicked.connect(lambda index: self._open(index.row()))
        self._table.opened.connect(self._open)
        self.remember = self._table.remember(self._stage.settings, "sync/changes_columns")
        self._frame = TableFrame(self._table)
        top = column(
            row(self._badge, self._when, None),
            self._story,
            self._build_brake(),
            self._sums,
            self._made_up,
            self._missing,
            self._parked,
            self._head,
            row(self.choose, None),
            spacing=Space.S,
        )
        body = fill(column(), (top,), margin=Space.L, spacing=Space.M)
        body.addWidget(self._frame, 1)
        page.setLayout(body)
        return page

    def _build_brake(self) -> QFrame:
        self._notice = dress(QFrame(), "trouble", "calm")
        self._why = label(wraps=True, selectable=True)
        self._show = button(say(words.SHOW), self.show_wanted.emit, tip=say(words.SHOW_TIP))
        self._apply = button(say(words.APPLY_ANYWAY), self.apply_wanted.emit, "danger")
        self._acts = QWidget()
        self._acts.setEnabled(False)
        self._acts.setLayout(row(self._show, self._apply, None))
        self._notice.setLayout(fill(column(), (self._why, self._acts), margin=Space.M, spacing=Space.S))
        return self._notice

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A text that wraps gets the height that it needs at its width; nested layouts forget that."""
        for text in (self._story, self._why, self._sums, self._made_up, self._missing, self._head):
            fit_height(text)

    def acts(self, parent: QWidget, go: Callable[[], object]) -> list[QAction]:
        """The brake's two ways out and a check's findings, for the menu bar."""
        return [
            press(parent, self._show, go, text=say(words.SHOW_FORESEEN)),
            press(parent, self._apply, go),
            press(parent, self.choose, go, "Ctrl+Shift+U"),
        ]

    def clear(self) -> None:
        """No run is chosen."""
        self._acts.setEnabled(False)
        self.setCurrentIndex(0)

    def tell(self, run: Run, interval: timedelta, *, brake_holds: bool) -> None:
        """Show a run; what it changed follows with `tell_changes`. `brake_holds`: nothing has settled it since."""
        local = self._stage.local(run.started_at)
        mood = mood_of(run)
        face = FACES[mood]
        self._badge.setText(result_word(run))
        dress(self._badge, "badge", face.tone)
        self._when.setText(telling.full_moment_word(local))
        self._story.setText(telling.story_of(run, telling.time_word(local), interval))
        self._sums.setText(telling.sums_word(run))
        self._sums.setVisible(run.counts.read > 0)
        self._made_up.setVisible(run.trigger is Trigger.CATCH_UP)
        self._missing.hide()
        self._offer_choice(offers=False)
        parked = count(*words.SOME_PARKED, run.counts.parked)
        self._parked.setText(parked)
        self._parked.setAccessibleName(parked)
        self._parked.setVisible(run.counts.parked > 0)
        self._tell_trouble(run, mood, brake_holds=brake_holds)
        self.setCurrentIndex(1)
        self._fit()

    def _tell_trouble(self, run: Run, mood: Mood, *, brake_holds: bool) -> None:
        braked = run.outcome is Outcome.BRAKED
        sentences = [telling.result_tip(run)]
        if braked and not brake_holds:
            sentences.append(say(words.BRAKE_LATER))
        self._why.setText("\n".join(filter(None, sentences)))
        self._notice.setVisible(bool(self._why.text()))
        calm = FACES[mood].tone == "warn" or mood in {Mood.QUIET, Mood.CHANGED}
        dress(self._notice, "trouble", "warn" if calm else "bad")
        self._acts.setVisible(braked and brake_holds)
        self._acts.setEnabled(braked and brake_holds)
        self._show.setVisible(run.kind is not RunKind.CHECK)

    def _offer_choice(self, *, offers: bool) -> None:
        self.choose.setVisible(offers)
        self.choose.setEnabled(offers)

    def tell_loading(self) -> None:
        """What it changed is being read."""
        self._head.hide()
        self._changes.show_all(())
        self._frame.tell("", say(words.CHANGES_LOADING))

    def tell_failed(self) -> None:
        """What it changed could not be read."""
        self._frame.tell(say(words.CHANGES_FAILED), icon=self._stage.icon("warning-circle", "bad"))

    def tell_changes(self, changes: Changes, *, foreseen: bool = False) -> None:
        """Show what a run changed, or would change."""
        self._changes.show_all(changes.touched)
        self._table.clearSpans()
        for number in self._changes.heads():
            self._table.setSpan(number, 0, 1, self._changes.columnCount())
        self._head.setVisible(bool(changes.touched))
        self._head.setText(_heading(changes, foreseen=foreseen))
        self._offer_choice(offers=foreseen and bool(changes.touched))
        missing = [count(*told, number) for told, number in _missed(changes) if number]
        self._missing.setText("\n".join(missing))
        self._missing.setVisible(bool(missing))
        self._fit()
        if changes.touched:
            self._frame.show_rows()
        else:
            self._frame.tell("", say(words.NO_CHANGES))

    def tell_nothing_kept(self) -> None:
        """A check's findings are gone."""
        self._head.hide()
        self._changes.show_all(())
        self._frame.tell("", say(words.NOT_KEPT))

    @property
    def story(self) -> str:
        """The one line, and what is said under it."""
        return " ".join(one.text() for one in (self._story, self._made_up, self._missing) if not one.isHidden())

    @property
    def trouble_text(self) -> str:
        """What went wrong, empty where nothing did."""
        return self._why.text()

    @property
    def offers_to_apply(self) -> bool:
        """Whether what the brake held back can be applied from here."""
        return self._acts.isEnabled()

    @property
    def changes_table(self) -> Table:
        return self._table

    def _open(self, row_number: int) -> None:
        reservation = self._changes.reservation_at(row_number)
        if reservation is not None:
            self.reservation_wanted.emit(reservation)


def changes_table(model: ChangesModel, stage: Stage) -> Table:
    table = Table(model, say(words.CHANGES), stage)
    table.setSortingEnabled(False)
    table.set_widths({0: 96})
    table.setMinimumHeight(stage.row_height * _ROWS_AT_LEAST)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = table.horizontalHeader()
    header.setMinimumSectionSize(60)
    for number in (1, 2):
        header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
    table.setCursor(Qt.CursorShape.PointingHandCursor)
    return table


def _missed(changes: Changes) -> tuple[tuple[tuple[str, str], int], ...]:
    return (words.GONE, changes.gone), (words.MISSING, changes.missing)


def _heading(changes: Changes, *, foreseen: bool) -> str:
    if changes.total > len(changes.touched):
        total = telling.number_word(changes.total)
        return say(words.FIRST_OF, n=telling.number_word(len(changes.touched)), total=total)
    if foreseen:
        told = count(*words.FORESEEN, changes.total)
        return say(dry_run.HEADING, told=told, sums=sums_words(sums_of(foreseen_of(changes.touched))))
    return count(*words.TOUCHED, changes.total)
