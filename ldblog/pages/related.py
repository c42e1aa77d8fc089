"""Related posts: those that share topics and tags, the rarer the better."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ldblog.pages.published import PublishedPost

MOST = 3
# Of those that share a topic only so many before and after a post are looked at, so that the time
# it takes grows with the number of posts and not with its square.
REACH = 40


def find_related(posts: Sequence[PublishedPost]) -> dict[str, list[PublishedPost]]:
    """Return the posts most like each, the best first, by the path of its file.

    An article and its session lead to each other anyway, and are not named.
    """
    having: dict[str, list[int]] = defaultdict(list)
    for number, post in enumerate(posts):
        for feature in _features(post):
            having[feature].append(number)

    def score(number: int) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for feature in sorted(_features(posts[number])):
            numbers = having[feature]
            place = bisect_left(numbers, number)
            for other in numbers[max(place - REACH, 0) : place + REACH + 1]:
                scores[other] += 1 / len(numbers)
        return scores

    return {post.path: _best(number, score(number), posts) for number, post in enumerate(posts)}


def _features(post: PublishedPost) -> set[str]:
    return {*(topic.casefold() for topic in post.topics), *(f"#{tag}" for tag in post.tags)}


def _best(
    number: int, scores: Mapping[int, float], posts: Sequence[PublishedPost]
) -> list[PublishedPost]:
    post = posts[number]
    others = [
        other
        for other in scores
        if other != number and not (post.session and posts[other].session == post.session)
    ]
    # Of those as like, the nearest in time.
    ranked = sorted(others, key=lambda other: (-scores[other], abs(other - number), other))
    return [posts[other] for other in ranked[:MOST]]
