"""What a reader must find in a made file."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.pages.stories import Story


@dataclass(frozen=True, slots=True)
class Right:
    """The right answers; ``lines`` are the paragraphs of the text in their order, the headline first."""

    title: str
    author: str | None
    date: str | None
    lines: tuple[str, ...]


def right(
    story: Story,
    *,
    standfirst: bool = False,
    caption: bool = False,
    caption_after: int | None = None,
    subhead: bool = True,
    author: bool = True,
    date: bool = True,
    extra: tuple[str, ...] = (),
) -> Right:
    """The answers for a layout that shows these parts of a story; ``extra`` lines stand at its end."""
    lines = [story.title]
    lines += [story.standfirst] * standfirst + [story.caption] * caption
    for number, words in enumerate(story.paragraphs):
        lines += [story.subhead] * (subhead and number == len(story.paragraphs) // 2)
        lines.append(words)
        lines += [story.caption] * (number == caption_after)
    return Right(
        story.title,
        ", ".join(story.authors) if author else None,
        story.date.isoformat() if date else None,
        (*lines, *extra),
    )
