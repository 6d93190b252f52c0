"""The store as the rest of the game sees it: one method a deed, one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from game.store import (
    erasing,
    exporting,
    finished,
    importing,
    journal,
    links,
    people,
    plays,
    reflections,
    shown_scenes,
    texts,
)
from game.store.database import Database
from game.store.records import (
    BestResult,
    Erasure,
    FinishedPlay,
    Imported,
    JsonObject,
    JsonValue,
    NewPlay,
    PersonalData,
    Play,
    Player,
    PlayHeader,
    Reflection,
    ShownScene,
    StoredDecision,
)
from game.store.statements import StatementsOnTheirWay

COPY_PATIENCE_SECONDS = 1.0
"""How long the erasure of a player waits for a program that is using an older copy."""


class Store(StatementsOnTheirWay):
    """Players, plays and texts. Every method may raise a StoreError; a write that raised left
    everything as it was, a write that returned is on the disk.

    Close it, or use it in a ``with``.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @property
    def database(self) -> Database:
        """For the live workshop, which keeps its own tables beside those of the plays."""
        return self._database

    @property
    def path(self) -> Path | None:
        """The file of the database; None for a store in memory or on a server."""
        return self._database.path

    @property
    def place(self) -> Path | str:
        """Where the database is, as people are told of it: a file, or a server without secrets."""
        return self._database.place

    @property
    def saves(self) -> bool:
        """Whether what is written outlives the program."""
        return self._database.saves

    def without_saving(self) -> Store:
        """A store in memory with all that this file holds (empty if it can no longer be read).

        For going on after a full disk or a folder that became read-only. After a fault of a
        server it is empty: the players of an institution are not copied to one machine.
        """
        from game.store.opening import open_memory_copy

        return open_memory_copy(self._database.path, self._clock)

    # Players

    def players(self) -> tuple[Player, ...]:
        """In alphabetical order."""
        with self._database.reading() as connection:
            return people.all_players(connection)

    def add_player(self, name: str) -> Player:
        """Raises PlayerNameRefused."""
        with self._database.writing() as connection:
            return people.add_player(connection, name, self._clock())

    def rename_player(self, player_id: int, name: str) -> Player:
        """Raises PlayerNameRefused, NoSuchPlayer."""
        with self._database.writing() as connection:
            return people.rename_player(connection, player_id, name)

    def personal_data(self, player_id: int) -> PersonalData:
        """Everything kept about a player, notes and decisions taken back included.

        Raises NoSuchPlayer.
        """
        with self._database.reading() as connection:
            return exporting.personal_data(connection, player_id, self._clock())

    def erase_player(self, player_id: int) -> Erasure:
        """Erase everything about a player for good, also in the copies beside the file.

        Nobody else's data change. Raises NoSuchPlayer, or another StoreError when nothing could
        be erased.
        """
        return erasing.erase_player(self._database, player_id, COPY_PATIENCE_SECONDS)

    def remove_copies(self, copies: Sequence[Path]) -> tuple[Path, ...]:
        """Delete whole copies that an erasure left, with everyone's data in them.

        Returns those that could not be deleted.
        """
        return erasing.remove_copies(copies)

    def current_player(self) -> Player | None:
        """Who plays on this machine, until someone else is chosen."""
        with self._database.reading() as connection:
            return people.current_player(connection)

    def set_current_player(self, player_id: int) -> None:
        """Raises NoSuchPlayer."""
        with self._database.writing() as connection:
            people.set_current_player(connection, player_id)

    def pseudonym_secret(self) -> str:
        """What exports make the pseudonyms of players with; it never leaves this machine."""
        with self._database.writing() as connection:
            return people.pseudonym_secret(connection)

    def settings(self, player_id: int) -> JsonObject:
        """What the player has set, by key. Raises NoSuchPlayer."""
        with self._database.reading() as connection:
            return people.player_settings(connection, player_id)

    def set_setting(self, player_id: int, key: str, value: JsonValue) -> None:
        """Raises NoSuchPlayer."""
        with self._database.writing() as connection:
            people.set_setting(connection, player_id, key, value)

    # Personal links

    def add_link(self, player_id: int, token_hash: str) -> None:
        """Let whoever holds the token of this hash play as a player. Raises NoSuchPlayer."""
        with self._database.writing() as connection:
            links.add_link(connection, player_id, token_hash, self._clock())

    def player_by_link(self, token_hash: str) -> Player | None:
        with self._database.reading() as connection:
            return links.player_by_link(connection, token_hash)

    def settings_by_link(self, token_hash: str) -> tuple[Player, JsonObject] | None:
        """Whom a link leads to and what they have set, at one look."""
        with self._database.reading() as connection:
            player = links.player_by_link(connection, token_hash)
            if player is None:
                return None
            return player, people.player_settings(connection, player.id)

    def remove_links(self, player_id: int) -> None:
        """Make every link of a player worthless."""
        with self._database.writing() as connection:
            links.remove_links(connection, player_id)

    # Time given in a browser

    def show_scene(self, play_id: str, take: int, position: int) -> ShownScene:
        """Let the time of a decision run from now, or from when it was first shown.

        Raises NoSuchPlay.
        """
        with self._database.writing() as connection:
            return shown_scenes.show_scene(connection, play_id, take, position, self._clock())

    def shown_scene(self, play_id: str, take: int, position: int) -> ShownScene | None:
        with self._database.reading() as connection:
            return shown_scenes.find_shown(connection, play_id, take, position)

    def stop_time(self, play_id: str, take: int, position: int) -> None:
        with self._database.writing() as connection:
            shown_scenes.stop_time(connection, play_id, take, position, self._clock())

    def restart_time(self, play_id: str, take: int, position: int) -> None:
        with self._database.writing() as connection:
            shown_scenes.restart_time(connection, play_id, take, position, self._clock())

    # Texts

    def keep_text(self, text: str) -> str:
        """Keep the exact text of a scenario, once; returns its SHA-256 in hexadecimal."""
        with self._database.writing() as connection:
            return texts.keep_text(connection, text, self._clock())

    def text(self, text_hash: str) -> str:
        """Raises NoSuchText."""
        with self._database.reading() as connection:
            return texts.find_text(connection, text_hash)

    # Writing a play

    def begin_play(
        self, new: NewPlay, first_decisions: Sequence[StoredDecision] = ()
    ) -> PlayHeader:
        """Begin a play; a branched one takes over ``first_decisions`` at once.

        Raises NoSuchPlayer, NoSuchText.
        """
        with self._database.writing() as connection:
            return journal.begin_play(connection, new, first_decisions, self._clock())

    def append_decision(self, play_id: str, decision: StoredDecision, *, take: int) -> None:
        """Add the next decision; on the disk when it returns.

        Appending what is there already changes nothing. Raises PlayMovedOn when the play is not
        where ``take`` and ``decision.position`` say, PlayFinished, NoteTooLong, NoSuchPlay.
        """
        with self._database.writing() as connection:
            journal.append_decision(connection, play_id, decision, take, self._clock())

    def set_note(self, play_id: str, position: int, note: str) -> None:
        """Raises NoSuchDecision, NoteTooLong, NoSuchPlay."""
        with self._database.writing() as connection:
            journal.set_note(connection, play_id, position, note)

    def rewind(self, play_id: str, length: int, *, take: int) -> PlayHeader:
        """Keep ``length`` decisions and begin a new take; the others stay in the history.

        Practice only. Raises RewindNotAllowed, PlayMovedOn, PlayFinished, NoSuchDecision.
        """
        with self._database.writing() as connection:
            return journal.rewind(connection, play_id, length, take, self._clock())

    def adopt_text(
        self,
        play_id: str,
        text_hash: str,
        scenario_version: int,
        *,
        kept_decisions: int,
        take: int,
    ) -> PlayHeader:
        """Go on with an unfinished play on a text that changed; a new take begins.

        Raises NoSuchText, PlayMovedOn, PlayFinished, NoSuchDecision.
        """
        with self._database.writing() as connection:
            return journal.adopt_text(
                connection,
                play_id,
                text_hash,
                scenario_version,
                kept_decisions,
                take,
                self._clock(),
            )

    def finish_play(
        self,
        play_id: str,
        ending: str,
        *,
        overall: float | None,
        summary: JsonObject,
        length: int,
        take: int,
    ) -> PlayHeader:
        """Close a play of ``length`` decisions. ``overall`` is between 0 and 1.

        ``summary`` is what the lists show without replaying. Raises PlayMovedOn, PlayFinished
        (when it was closed with another ending).
        """
        with self._database.writing() as connection:
            return journal.finish_play(
                connection, play_id, ending, overall, summary, length, take, self._clock()
            )

    # What is said of a play

    def reflection(self, play_id: str) -> Reflection:
        """What the player wrote about a play, empty at first. Raises NoSuchPlay."""
        with self._database.reading() as connection:
            return reflections.find_reflection(connection, play_id)

    def set_reflection(self, play_id: str, reflection: Reflection) -> None:
        """Replace what the player wrote about a play, finished or not.

        Each line is kept without line breaks or invisible characters, in NOTE_LIMIT characters.
        Raises NoteTooLong, NoSuchPlay; ValueError when a family is not an identifier.
        """
        with self._database.writing() as connection:
            reflections.set_reflection(connection, play_id, reflection, self._clock())

    # Reading plays

    def play(self, play_id: str) -> Play:
        """A play with its decisions. Raises NoSuchPlay."""
        with self._database.reading() as connection:
            return plays.find_play(connection, play_id)

    def plays(self, player_id: int, scenario_id: str | None = None) -> tuple[PlayHeader, ...]:
        """The plays of a player, the one that moved last first."""
        with self._database.reading() as connection:
            return plays.plays_of(connection, player_id, scenario_id, unfinished_only=False)

    def unfinished(self, player_id: int) -> tuple[PlayHeader, ...]:
        """The plays that can be resumed, the one that moved last first."""
        with self._database.reading() as connection:
            return plays.plays_of(connection, player_id, None, unfinished_only=True)

    def finished_plays(self, player_id: int) -> tuple[FinishedPlay, ...]:
        """The finished plays of a player with their summaries, the oldest first."""
        with self._database.reading() as connection:
            return finished.finished_plays(connection, player_id)

    def best_results(self, player_id: int) -> dict[str, BestResult]:
        """The best finished play of each scenario, by scenario id."""
        with self._database.reading() as connection:
            return plays.best_results(connection, player_id)

    # Files

    def export_play(self, play_id: str, target: Path) -> Path:
        """Write a play, with its texts, to the file (or into the folder) ``target``.

        Raises ExportExists rather than replace a file, ExportFailed, DiskFull, NoSuchPlay.
        """
        with self._database.reading() as connection:
            document = exporting.export_document(connection, play_id, self._clock())
        return exporting.write_export(document, target)

    def import_play(self, source: Path, player_id: int) -> Imported:
        """Take in the file of a play for a player. Never changes a play that is here.

        Raises ImportRefused, NoSuchPlayer.
        """
        received = importing.receive(importing.read_export(source), player_id)
        with self._database.writing_alone() as connection:
            return importing.add_received(connection, received, player_id, self._clock())
