"""The way of some requests to the server, closed or held up by a test while a person acts."""

from playwright.sync_api import Page, Route


class Way:
    """Requests of one pattern of addresses: they pass, are lost while it is closed, or wait while it is held.

    It is made before the page is opened: a browser lets the first requests pass that come right after it is told to
    stop them.
    """

    def __init__(self, page: Page, pattern: str) -> None:
        self._is_closed = False
        self._is_held = False
        self._waiting: list[Route] = []
        page.route(pattern, self._met)

    def close(self) -> None:
        self._is_closed = True

    def hold(self) -> None:
        self._is_held = True

    def open(self) -> None:
        """Let what waits go on, and all that comes."""
        self._is_closed = self._is_held = False
        while self._waiting:
            self._waiting.pop(0).continue_()

    def lose(self) -> None:
        """Lose what waits, and let pass all that comes."""
        self._is_closed = self._is_held = False
        while self._waiting:
            self._waiting.pop(0).abort()

    def _met(self, route: Route) -> None:
        if self._is_closed:
            route.abort()
        elif self._is_held:
            self._waiting.append(route)
        else:
            route.continue_()
