"""Lines as short texts: differences between points, zigzag, in base-64 digits of five bits each.

A line's coordinates are whole numbers of the file's unit, counted from the cell's south-west corner.
The first point is written as it is, each further one as its difference from the one before, longitude
first. A number n is written as 2n, or -2n - 1 if negative; then five bits at a time, lowest first,
one digit each, with 32 added to a digit that is not the last. Google's polylines work the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Point = tuple[int, int]
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}
_BITS = 5
_MORE = 1 << _BITS


def encode(points: Iterable[Point]) -> str:
    """Write a line."""
    digits: list[str] = []
    x = y = 0
    for next_x, next_y in points:
        _append(digits, next_x - x)
        _append(digits, next_y - y)
        x, y = next_x, next_y
    return "".join(digits)


def decode(text: str) -> list[Point]:
    """Read a line back."""
    numbers = list(_numbers(text))
    points: list[Point] = []
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _append(digits: list[str], number: int) -> None:
    rest = -2 * number - 1 if number < 0 else 2 * number
    while rest >= _MORE:
        digits.append(DIGITS[rest % _MORE + _MORE])
        rest >>= _BITS
    digits.append(DIGITS[rest])


def _numbers(text: str) -> Iterator[int]:
    number = shift = 0
    for digit in text:
        value = _VALUES[digit]
        number += (value % _MORE) << shift
        shift += _BITS
        if value < _MORE:
            yield -(number + 1) // 2 if number % 2 else number // 2
            number = shift = 0
