"""Hands files in as a page does, and follows the job to its end."""

from __future__ import annotations

import io

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from tests.waiting import until


def upload(client, *files: tuple[bytes, str], json: bool = True, **fields: str):
    """The answer to an upload of these files and fields."""
    files_sent = [FileStorage(io.BytesIO(content), name, "files") for content, name in files]
    edge, body = encode_multipart(MultiDict([*(("files", file) for file in files_sent), *fields.items()]))
    return client.post(
        "/articles",
        data=body,
        content_type=f"multipart/form-data; boundary={edge}",
        headers={"Accept": "application/json"} if json else {},
    )


def results(client, answer) -> list[dict]:
    """What became of each file of an upload that was accepted, in the order in which they were handed in."""
    assert answer.status_code == 202, answer.text
    job: dict = {}

    def ended() -> bool:
        job.update(client.get(answer.headers["Location"]).json)
        return not job["queued"] + job["reading"]

    until(ended)
    return sorted(job["items"], key=lambda item: item["id"])
