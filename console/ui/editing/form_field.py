"""A field of a form: its name above it, and what is wrong with what was entered underneath."""

from PySide6.QtWidgets import QLineEdit, QWidget

from console.ui.kit.widgets import column, dress, label


class FormField(QWidget):
    """Names its control for those who listen; what was entered stays, whatever is wrong with it."""

    def __init__(self, title: str, control: QWidget) -> None:
        super().__init__()
        self.control = control
        self._title = title
        self._complaint = label(kind="caption", tone="bad", wraps=True)
        self._complaint.hide()
        above = label(title, "muted")
        above.setBuddy(control)
        self._name(title)
        self.setLayout(column(above, control, self._complaint, spacing=2))

    @property
    def complaint(self) -> str:
        """What is wrong, empty when nothing is."""
        return "" if self._complaint.isHidden() else self._complaint.text()

    def complain(self, sentence: str) -> None:
        """Say what is wrong; nothing takes it back."""
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)
        if isinstance(self.control, QLineEdit):
            dress(self.control, "", "bad" if sentence else "")

    def _name(self, title: str) -> None:
        self.control.setAccessibleName(title)
        for inner in self.control.findChildren(QLineEdit):
            inner.setAccessibleName(title)
