"""Which prompts stand in which box, and when enough is written."""

from collections.abc import Sequence

from app.library.records import PromptRecord

LONGEST = 4000
SHORTEST = 3


def enough(texts: Sequence[str], at_least: int) -> bool:
    """Whether at least so many boxes hold a thought. Nothing about a thought is ever marked."""
    return sum(len(text.strip()) >= SHORTEST for text in texts) >= at_least


def default_prompts(prompts: Sequence[PromptRecord], count: int) -> list[PromptRecord]:
    """The prompts that stand in the boxes until she chooses others."""
    return list(prompts[:count])
