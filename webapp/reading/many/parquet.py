"""Tables in Parquet, read with pyarrow where that is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from webapp.reading.many.errors import CorpusError
from webapp.reading.many.opening import raw

ROWS_AT_ONCE = 64
NEEDED = "Parquet needs pyarrow: install it with pip install 'mention-mapper[cluster]', or save the table as CSV"


def table(url: str) -> Any:
    """A Parquet file opened with pyarrow; raises CorpusError without it, or if the file cannot be read."""
    try:
        from pyarrow import lib, parquet
    except ImportError as error:
        raise CorpusError(f"{Path(url).name}: {NEEDED}") from error
    try:
        return parquet.ParquetFile(raw(url))
    except (OSError, lib.ArrowException) as error:
        raise CorpusError(f"{url} cannot be read: {error}") from error


def number_of(url: str) -> int:
    """How many rows a table has, as it says itself."""
    return int(table(url).metadata.num_rows)


def rows(url: str, first: int = 0) -> Iterator[dict[str, Any]]:
    """The rows behind the ``first``, each without its empty cells; raises CorpusError if they cannot be read."""
    opened = table(url)
    try:
        for batch in opened.iter_batches(batch_size=ROWS_AT_ONCE):
            if first >= batch.num_rows:
                first -= batch.num_rows
                continue
            for row in batch.slice(first).to_pylist():
                yield {name: value for name, value in row.items() if value is not None}
            first = 0
    except (OSError, ValueError, MemoryError, NotImplementedError) as error:
        # pyarrow's own errors are of these kinds.
        raise CorpusError(f"{url} cannot be read: {error}") from error
