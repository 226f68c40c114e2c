"""Errors as people and programs see them: a page or JSON, never a traceback."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import BadHost, HTTPException, RequestEntityTooLarge, SecurityError

from gazetteer.errors import GazetteerError, OwnPlacesError
from webapp.errors import MentionMapperError
from webapp.program import services
from webapp.security import MAX_PARTS, MEGABYTE, UnknownHost

logger = logging.getLogger(__name__)

HEADINGS = {
    HTTPStatus.BAD_REQUEST: "That request cannot be answered",
    HTTPStatus.FORBIDDEN: "Nothing was changed",
    HTTPStatus.NOT_FOUND: "Not found",
    HTTPStatus.METHOD_NOT_ALLOWED: "That cannot be done here",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The article could not be read",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not possible at the moment",
}
MESSAGES = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not accept that kind of request.",
}


def init_app(app: Flask) -> None:
    """Answer every error in the same way."""
    app.register_error_handler(Exception, handle)


def handle(error: Exception) -> Response:
    """The answer to any error."""
    if isinstance(error, OwnPlacesError):
        return answer(error.status, str(error))
    if isinstance(error, GazetteerError):
        error = services().reader.replace_gazetteer(error)
    if isinstance(error, MentionMapperError):
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.warning("%s", error)
        return answer(error.status, str(error))
    if isinstance(error, HTTPException) and error.code is not None and error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _http_error(error, error.code)
    error_id = secrets.token_hex(4)
    logger.error("%s %s failed (error %s)", request.method, request.path, error_id, exc_info=error)
    return answer(500, f"Something went wrong in the program. The log has the details of error {error_id}.", error_id)


def wants_json() -> bool:
    """Whether the answer is for a program: it is under /api/, or JSON is preferred to a page."""
    accepted = request.accept_mimetypes
    if request.path.startswith("/api/"):
        return True
    return accepted["application/json"] > accepted["text/html"]


def answer(code: int, message: str, error_id: str | None = None) -> Response:
    """An error as JSON or as a page; as plain text if no address can be made from the Host header."""
    if wants_json():
        return _with_code(jsonify(error=message), code)
    if isinstance(request.routing_exception, (BadHost, SecurityError)):
        return _with_code(Response(f"{message}\n", mimetype="text/plain"), code)
    heading = HEADINGS.get(HTTPStatus(code), "Something went wrong")
    page = render_template("error.html", code=code, heading=heading, message=message, error_id=error_id)
    return _with_code(make_response(page), code)


def _http_error(error: HTTPException, code: int) -> Response:
    if error.response is not None or code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    if isinstance(error, SecurityError):
        # Without a valid host no address can be made, so no page either.
        text = Response(f"{UnknownHost.__name__}: the Host header is not a host name\n", mimetype="text/plain")
        return _with_code(text, code)
    if isinstance(error, RequestEntityTooLarge):
        return answer(code, too_large())
    return answer(code, MESSAGES.get(HTTPStatus(code), error.description or "The request could not be understood."))


def too_large() -> str:
    """The message for an upload over the limits."""
    megabytes = current_app.config["MAX_CONTENT_LENGTH"] // MEGABYTE
    return (
        f"The upload is larger than {megabytes} MB or has more than {MAX_PARTS:,} files, so none of it was read. "
        "Add fewer files at once, or raise MENTION_MAPPER_MAX_UPLOAD_MB and start the program again."
    )


def _with_code(response: Response, code: int) -> Response:
    response.status_code = code
    return response
