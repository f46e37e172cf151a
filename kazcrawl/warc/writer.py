"""Writing the WARCs of a run: a queue in front, one thread behind it that packs and writes, so that the crawl waits for neither."""

import os
import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kazcrawl.errors import StorageError
from kazcrawl.project import make_folder
from kazcrawl.warc.records import Exchange, Place, Written
from kazcrawl.warc.serialise import RecordMaker, new_id, payload_digest

# A file that is being written has this behind its name; nobody but its writer touches it.
OPEN = ".open"
# So many exchanges may wait; whoever brings more waits himself, which bounds the memory.
WAITING = 64
# What a power cut may cost: written records reach the platter at least this often.
SYNC_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Earlier:
    """A response whose payload is stored: what a revisit refers to."""

    url: str
    fetched_at: datetime
    record_id: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes: a new file begins at `file`; a payload beyond `payload` is cut and says so."""

    file: int = 1024 * 1024 * 1024
    payload: int = 1024 * 1024 * 1024


Known = Callable[[str], Earlier | None]
_Job = tuple[Exchange, "Future[Written]"]


class WarcWriter:
    """Writes one run's exchanges to `folder/NAME-00000.warc.gz` and on, a new file at the limit. `name` may hold a folder.

    `info` goes into every warcinfo. `known` is asked, from the writing thread, for an earlier response with an equal payload digest.
    `alter` is asked there, too, for what may be stored of an exchange."""

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        info: Mapping[str, str],
        known: Known | None = None,
        alter: Callable[[Exchange], Exchange] | None = None,
        limits: Limits = Limits(),
    ) -> None:
        self._folder, self._name, self._info = folder, name, dict(info)
        self._known, self._limits = known or (lambda _: None), limits
        self._alter = alter
        self._earlier: dict[str, Earlier] = {}
        self._jobs: queue.Queue[_Job | None] = queue.Queue(WAITING)
        self._thread: threading.Thread | None = None
        self._file: _OpenFile | None = None
        self._serial = 0
        self._closed = False

    def write(self, exchange: Exchange) -> "Future[Written]":
        """Hand an exchange over; the future is done when request and answer are written. It raises StorageError when the disk fails."""
        if self._closed:
            raise ValueError("the WARC is closed")
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=f"warc-{self._name}", daemon=True)
            self._thread.start()
        future: Future[Written] = Future()
        self._jobs.put((exchange, future))
        return future

    def close(self) -> None:
        """Write what waits, close the file and take `.open` from its name. Closing twice does nothing. Raises StorageError."""
        if self._closed:
            return
        self._closed = True
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> "WarcWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            exchange, future = job
            try:
                future.set_result(self._write(exchange))
            except OSError as error:
                future.set_exception(StorageError(f"cannot write the capture of {exchange.url}: {error.strerror}"))
            except Exception as error:  # it belongs to whoever waits for the future, not to this thread
                future.set_exception(error)

    def _write(self, exchange: Exchange) -> Written:
        if self._alter is not None:
            exchange = self._alter(exchange)
        if len(exchange.body) > self._limits.payload:
            exchange = replace(exchange, body=exchange.body[: self._limits.payload], truncated="length")
        if self._file is not None and self._file.size >= self._limits.file:
            self._file.close()
            self._file = None
        file = self._file = self._file or self._begin()
        digest, record_id = payload_digest(exchange.body), new_id()
        earlier = self._find(digest) if exchange.body and not exchange.truncated else None
        if earlier is None:
            packed = file.maker.response(exchange, record_id, digest)
        else:
            packed = file.maker.revisit(exchange, record_id, digest, (earlier.url, earlier.fetched_at, earlier.record_id))
        place = Place(file.name, file.size, len(packed))
        file.append(packed + file.maker.request(exchange, record_id))
        if earlier is None and not exchange.truncated:
            self._earlier[digest] = Earlier(exchange.url, exchange.fetched_at, record_id)
        refers_to = earlier.record_id if earlier else None
        return Written(place, record_id, digest, len(exchange.body), exchange.truncated, refers_to)

    def _find(self, digest: str) -> Earlier | None:
        return self._earlier.get(digest) or self._known(digest)

    def _begin(self) -> "_OpenFile":
        name = f"{self._name}-{self._serial:05}.warc.gz"
        self._serial += 1
        file = _OpenFile(self._folder, name)
        file.append(file.maker.warcinfo(Path(name).name, self._info))
        return file


class _OpenFile:
    """A file under its `.open` name. Every append is whole or, when the disk fails, undone."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.size, self.maker = name, 0, RecordMaker()
        self._path = folder / f"{name}{OPEN}"
        make_folder(self._path.parent)
        self._file = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640)
        self._synced = time.monotonic()

    def append(self, data: bytes) -> None:
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(self._file, left) :]
        except OSError:
            os.ftruncate(self._file, self.size)
            os.lseek(self._file, self.size, os.SEEK_SET)
            raise
        self.size += len(data)
        if time.monotonic() - self._synced > SYNC_SECONDS:
            os.fdatasync(self._file)
            self._synced = time.monotonic()

    def close(self) -> None:
        try:
            os.fsync(self._file)
            os.close(self._file)
            self._path.replace(self._path.with_name(self._path.name.removesuffix(OPEN)))
        except OSError as error:
            raise StorageError(f"cannot close {self._path}: {error.strerror}") from error
