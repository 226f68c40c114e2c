"""The error of files that hold many articles."""

from __future__ import annotations

import csv
import lzma
import zipfile
import zlib

from webapp.errors import MentionMapperError

DAMAGED = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, csv.Error)
"""What reading a damaged, locked or cut file raises, whatever it is packed with."""


class CorpusError(MentionMapperError):
    """Raised where the articles of a corpus cannot be found or read; the message says what to do."""

    status = 422
