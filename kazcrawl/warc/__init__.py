"""WARC files, written and read: the only place that knows warcio.

with WarcWriter(folder, "run-7", info={"software": "…"}) as writer:      one file per run, `.open` until it is closed
    written = writer.write(Exchange(url, …)).result()                    → Written(place, digest, …), on the disk by then

for record in iter_records(path):                                        any crawler's .warc, .warc.gz, .warc.zst; ARC too
    if isinstance(record, BrokenRecord): …                               told, never raised; reading goes on behind it
    elif record.kind == "response": record.url, record.date, record.status, record.body()
read_record(path, offset)                                                one of them"""

from kazcrawl.warc.reader import iter_records, read_record
from kazcrawl.warc.records import BrokenRecord, Exchange, HttpHead, Place, WarcRecord, Written
from kazcrawl.warc.recover import Recovered, recover
from kazcrawl.warc.writer import OPEN, Earlier, Limits, WarcWriter

__all__ = [
    "OPEN",
    "BrokenRecord",
    "Earlier",
    "Exchange",
    "HttpHead",
    "Limits",
    "Place",
    "Recovered",
    "WarcRecord",
    "WarcWriter",
    "Written",
    "iter_records",
    "read_record",
    "recover",
]
