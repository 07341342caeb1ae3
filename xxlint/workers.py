"""Processes that check files: results come in the order in which the files were asked for, however many there are.

A file that ends the process that checks it is one XX001, and another process goes on with the rest.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from xxlint.files import STDIN, Found
from xxlint.results import FileResult
from xxlint.runners import Runners
from xxlint.settings import SettingsError
from xxlint.words import PackError, Words

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext

_MOST = 60  # processes: Windows waits for no more than 63 things
_AHEAD = 2  # files that a process has before it, so that it need not wait for us
_TURNS = 1_000  # files that may be done before their turn …
_HELD = 20_000_000  # … and the characters of them


class _Refused(NamedTuple):
    """Settings that cannot hold, as one process tells the other."""

    kind: type[PackError] | type[SettingsError]
    problems: tuple[Words, ...]

    def error(self) -> PackError | SettingsError:
        return SettingsError(*self.problems) if self.kind is SettingsError else PackError([*self.problems])


class _Broken(NamedTuple):
    """An error of xxlint itself in another process."""

    traceback: str

    def error(self) -> RuntimeError:
        return RuntimeError(self.traceback)


_Answer = FileResult | _Refused | _Broken


def side_by_side(
    runners: Runners,
    items: Iterator[Found | PackError | SettingsError],
    count: int,
    checked: Callable[[Found], FileResult],
    alone: Iterator[FileResult],
) -> Iterator[FileResult]:
    """The results of all items, in order.

    ``checked`` checks in this process what no other can, standard input; ``alone`` are the results where no process
    can be started.
    """
    crew, turns, given = _Crew(runners, min(count, _MOST)), _Turns(), 0
    try:
        if not crew.start():
            yield from alone
            return
        coming = next(items, None)
        while coming is not None or turns.now < given:
            while coming is not None and crew.has_room() and turns.are_few(given):
                if not isinstance(coming, Found):
                    turns.put(given, _Refused(type(coming), tuple(coming.problems)))
                elif coming.path == STDIN or coming.problem is not None or coming.skipped is not None:
                    turns.put(given, _answer(checked, coming))
                else:
                    crew.give(_Task(given, coming))
                given, coming = given + 1, next(items, None)
            if turns.has_come():
                yield turns.take()
            else:
                for number, answer in crew.answers():
                    turns.put(number, answer)
        crew.dismiss()
    finally:
        crew.kill()


class _Turns:
    """Answers that came before their turn; ``now`` is whose turn it is."""

    def __init__(self) -> None:
        self.now = 0
        self._done: dict[int, _Answer] = {}
        self._held = 0

    def are_few(self, given: int) -> bool:
        """Whether more may be asked for: what waits must fit into memory however many files there are."""
        return given - self.now < _TURNS and self._held < _HELD

    def has_come(self) -> bool:
        return self.now in self._done

    def put(self, number: int, answer: _Answer) -> None:
        self._done[number] = answer
        self._held += _size(answer)

    def take(self) -> FileResult:
        answer = self._done.pop(self.now)
        self.now += 1
        self._held -= _size(answer)
        if not isinstance(answer, FileResult):
            raise answer.error()
        return answer


def _size(answer: _Answer) -> int:
    return len(answer.text) if isinstance(answer, FileResult) else 0


class _Task(NamedTuple):
    number: int
    found: Found


class _Worker:
    """A process with the files that it has before it; the first of them is the one it is at."""

    def __init__(self, runners: Runners, others: "Iterable[_Worker]") -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.tasks: deque[_Task] = deque()
        copied = (
            [self.pipe, *(other.pipe for other in others)] if context.get_start_method() == "fork" else []
        )
        self.process = context.Process(target=_work, args=(theirs, runners, copied), daemon=True)
        try:
            with _no_interrupts():
                self.process.start()
        except BaseException:
            self.pipe.close()
            raise
        finally:
            theirs.close()

    def is_ready(self) -> bool:
        """Whether it has begun to work."""
        try:
            self.pipe.recv()
        except (EOFError, OSError):
            return False
        return True

    def close(self, *, kill: bool) -> int | None:
        """End the process; gives back its exit code."""
        self.pipe.close()
        if kill:
            self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        return code


class _Crew:
    """The processes of a run."""

    def __init__(self, runners: Runners, size: int) -> None:
        self._runners, self._size = runners, size
        self._workers: list[_Worker] = []
        self._lost: list[tuple[int, FileResult]] = []

    def start(self) -> bool:
        """Whether there is a process: where none can be started, all is to be done in this one."""
        with suppress(OSError):
            while len(self._workers) < self._size:
                self._workers.append(_Worker(self._runners, self._workers))
        for worker in self._workers[:]:
            if not worker.is_ready():
                self._workers.remove(worker)
                worker.close(kill=True)
        return bool(self._workers)

    def has_room(self) -> bool:
        """Whether one of the processes will soon have nothing to do."""
        return any(len(worker.tasks) < _AHEAD for worker in self._workers)

    def give(self, task: _Task) -> None:
        """Hand a file to the process that has least to do."""
        worker = min(self._workers, key=lambda one: len(one.tasks))
        try:
            worker.pipe.send(task)
        except OSError:  # it ended meanwhile
            self._bury(worker)
            self.give(task)
        else:
            worker.tasks.append(task)

    def answers(self) -> Iterator[tuple[int, _Answer]]:
        """What is done by now; waits until something is."""
        from multiprocessing.connection import wait

        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in () if self._lost else wait(list(pipes)):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                worker.tasks.popleft()
                yield answer
        yield from self._lost
        self._lost.clear()

    def _bury(self, worker: _Worker) -> None:
        """Another process goes on after the file that this one died of."""
        self._workers.remove(worker)
        code, tasks = worker.close(kill=False), worker.tasks
        if tasks:
            number, found = tasks.popleft()
            reason = _DIED.fill(code=code)
            self._lost.append((number, self._runners.runner_for(found.path).failed(found.path, reason)))
        heir = self._heir()
        self._workers.append(heir)
        for task in tasks:
            heir.pipe.send(task)
            heir.tasks.append(task)

    def _heir(self) -> _Worker:
        try:
            heir = _Worker(self._runners, self._workers)
        except OSError as error:
            raise RuntimeError(_NO_HEIR) from error
        if not heir.is_ready():
            heir.close(kill=True)
            raise RuntimeError(_NO_HEIR)
        return heir

    def dismiss(self) -> None:
        """All is done: the processes end by themselves."""
        for worker in self._workers:
            with suppress(OSError):
                worker.pipe.send(None)
        while self._workers:
            self._workers.pop().close(kill=False)

    def kill(self) -> None:
        """End what still runs, at once."""
        while self._workers:
            self._workers.pop().close(kill=True)


_DIED = Words(
    "检查进程在这个文件上意外退出（{code}），没有查完；其余文件照常检查",
    "the process that checked this file died of it ({code}); the other files were checked all the same",
)
_NO_HEIR = "a process that checks files cannot be started any more"


def _context() -> "ForkContext | SpawnContext":
    """How processes are started: as copies of this one, which is fast; elsewhere, and beside threads, anew.

    On macOS a copy may fall over what the system's libraries keep running in the background.  With
    ``XXLINT_START_METHOD=spawn`` they start anew everywhere.
    """
    import multiprocessing
    import sys
    import threading

    ways = multiprocessing.get_all_start_methods()
    copies = "fork" in ways and sys.platform != "darwin" and threading.active_count() == 1
    if copies and os.environ.get("XXLINT_START_METHOD") != "spawn":
        return multiprocessing.get_context("fork")
    if "fork" in ways:
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # or it lets interrupts through while the first process starts
    return multiprocessing.get_context("spawn")


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """A process that starts here hears of no Ctrl-C until it says that it will."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# inside a process


def _work(
    pipe: "Connection[object, object]", runners: Runners, copied: "Iterable[Connection[object, object]]"
) -> None:
    """Check what comes until nothing more does; Ctrl-C ends the process and whatever it started, without a word.

    ``copied`` are the other ends of pipes: while they are open here, nobody hears that the process behind them is gone.
    """
    import gc
    import signal

    from xxlint import compiling

    compiling.remember()  # as the command does, also where a new process knows nothing of it
    gc.disable()
    for end in copied:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with suppress(EOFError, OSError):  # whoever started this is gone
        pipe.send(None)
        while isinstance(task := pipe.recv(), _Task):
            try:
                answer = _answer(runners.check_found, task.found)
            except MemoryError:
                os._exit(1)
            pipe.send((task.number, answer))


def _answer(checked: Callable[[Found], FileResult], found: Found) -> _Answer:
    try:
        return checked(found)
    except (PackError, SettingsError) as error:
        return _Refused(type(error), tuple(error.problems))
    except MemoryError:
        raise
    except Exception:  # raised anew in its turn
        import traceback

        return _Broken(traceback.format_exc())
