"""Completions below an input; imported at the first form that needs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input
from textual_autocomplete import AutoComplete, DropdownItem, TargetState

from kapta_tui.domain.text import fold, one_line


class Completion(AutoComplete):
    """Offers names, those given at once or later with `offer`.

    Enter takes the one under its cursor and stays in the field, Tab takes it and moves on.
    """

    def __init__(self, target: Input, names: Sequence[str] = ()) -> None:
        super().__init__(target, list(names), prevent_default_tab=False)
        self._offered_for = ""

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names from now on."""
        self.candidates = [DropdownItem(name) for name in dict.fromkeys(names)]
        if self.target.has_focus:
            self._handle_target_update()

    def should_show_dropdown(self, search_string: str) -> bool:
        """Whether there is anything to offer that is not typed out already."""
        options = [str(option.prompt) for option in self.option_list.options]
        return bool(search_string) and bool(options) and options != [search_string]

    def post_completion(self) -> None:
        """Hide, until something else is typed."""
        self._offered_for = self.target.value
        super().post_completion()

    def _listen_to_messages(self, event: events.Event) -> None:
        decides = isinstance(event, events.Key) and event.key in ("enter", "tab")
        # Keys of one burst come before the news of what they changed.
        if decides and self._offered_for != self.target.value:
            self._handle_target_update()
        super()._listen_to_messages(event)

    def _handle_target_update(self) -> None:
        self._offered_for = self.target.value
        super()._handle_target_update()


class PhraseCompletion(Completion):
    """Offers phrases, but none that Tab would put in place of words that mean something already."""

    def __init__(self, target: Input, phrases: Sequence[str], means_something: Callable[[str], bool]) -> None:
        super().__init__(target, phrases)
        self._means_something = means_something

    def get_matches(
        self, target_state: TargetState, candidates: list[DropdownItem], search_string: str
    ) -> list[DropdownItem]:
        """The phrases like `search_string`; of one that is complete itself and those it begins."""
        if not self._means_something(search_string):
            return super().get_matches(target_state, candidates, search_string)
        typed = fold(search_string)
        longer = [item for item in candidates if fold(item.value).startswith(typed)]
        longer.sort(key=lambda item: fold(item.value) != typed)
        return longer if longer and fold(longer[0].value) == typed else []


class OwnWords(DropdownItem):
    """What was typed, offered as it stands."""

    def __init__(self, words: str) -> None:
        super().__init__(f"“{words}” · your own words")
        self._words = words

    @property
    def value(self) -> str:
        """The words alone."""
        return self._words


class EntryCompletion(Completion):
    """Posts what was taken, to be added to a list; own words stand behind the names they resemble."""

    @dataclass
    class Taken(Message):
        """A name or own words were taken."""

        words: str

    def __init__(self, target: Input, names: Sequence[str] = (), *, own_words: bool) -> None:
        """`own_words` says whether anything but the names may be taken."""
        super().__init__(target, names)
        self._own_words = own_words

    def get_matches(
        self, target_state: TargetState, candidates: list[DropdownItem], search_string: str
    ) -> list[DropdownItem]:
        """The names like `search_string`, and below them those words themselves unless they are a name."""
        matches = super().get_matches(target_state, candidates, search_string)
        words = one_line(search_string)
        if (
            self._own_words
            and words
            and matches
            and fold(words) not in {fold(item.value) for item in matches}
        ):
            matches.append(OwnWords(words))
        return matches

    def post_completion(self) -> None:
        """Hide and say what was taken."""
        super().post_completion()
        self.post_message(self.Taken(self.target.value))
