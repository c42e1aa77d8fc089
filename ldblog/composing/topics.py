"""Topics: a small controlled vocabulary, and which of them a log is about."""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ldblog.text.inline import strip_unseen
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

OTHER = "Everything else"

# Synonyms are whole words or phrases; a tag is compared with its dashes as spaces.
DEFAULT_TOPICS: dict[str, str] = {
    "Machine learning": """
        ai, llm, llms, nlp, ml, deep learning, machine learning, neural network,
        transformer, attention, embedding, embeddings, fine-tuning, pytorch, jax,
        tensorflow, gradient, backpropagation, training, inference, computer vision,
        reinforcement learning, speech recognition, asr, quantisation, rag, classifier,
        calibration""",
    "Distributed systems": """
        raft, paxos, consensus, replication, leader election, crdt, crdts, kafka, queue,
        queues, event sourcing, gossip, vector clock, eventual consistency, grpc,
        distributed, distributed systems, microservices, idempotency, backpressure,
        consistent hashing""",
    "Databases": """
        database, databases, sql, postgres, postgresql, mysql, sqlite, index, indexes,
        query, query planner, b-tree, lsm, transaction, transactions, isolation, mvcc,
        redis, duckdb, vacuum, schema""",
    "Performance": """
        performance, profiling, profiler, latency, throughput, benchmark, benchmarks, cache,
        caching, simd, allocation, allocator, memory layout, optimisation, optimization,
        flame graph, branch prediction, tail latency""",
    "Languages": """
        rust, go, golang, python, typescript, haskell, ocaml, elixir, c++, kotlin, java,
        compiler, compilers, type system, types, borrow checker, wasm, webassembly, async,
        parser""",
    "Front end": """
        frontend, front end, css, html, javascript, react, svelte, browser, web,
        accessibility, a11y, screen reader, aria, layout, design system, svg, focus""",
    "Mobile": """
        android, ios, swift, swiftui, jetpack compose, flutter, mobile, offline,
        offline-first, battery, push notifications""",
    "Infrastructure": """
        kubernetes, docker, terraform, ci, ci/cd, deployment, linux, networking, dns, tcp,
        nix, bazel, ebpf, aws, cloud, infrastructure, build system, containers""",
    "Observability": """
        observability, tracing, metrics, logging, opentelemetry, prometheus, grafana, slo,
        slos, alerting, on-call, incident, incidents, postmortem""",
    "Security": """
        security, oauth, jwt, cryptography, tls, authentication, authorisation, csrf, xss,
        threat model, supply chain, sandbox, passkeys, password""",
    "Testing": """
        testing, tests, test, property-based testing, property testing, hypothesis, fuzzing,
        fuzz, mutation testing, flaky, tdd, snapshot testing""",
    "Data": """
        data, statistics, pandas, polars, visualisation, visualization, time series, etl,
        data engineering, forecasting, a/b test, experiment design, parquet, geospatial""",
    "Product and people": """
        product, product management, management, ux, user research, interviews,
        interviewing, leadership, writing, communication, hiring, mentoring, feedback,
        prioritisation, roadmap, pricing, estimation""",
    "Fundamentals": """
        algorithms, algorithm, data structures, mathematics, maths, linear algebra,
        probability, operating systems, computer architecture, information theory,
        complexity, bloom filter, hashing, numerical, floating point""",
}

TAG_WEIGHT, TITLE_WEIGHT, TEXT_WEIGHT = 7, 3, 1
_MAX_COUNT_IN_TEXT = 3
# How like a known word a misspelt one is: one letter of five may be wrong.
_NEAR = 0.85
_WORD = re.compile(r"\w+")
_FIRST_WORD = re.compile(r"\A\w*")


Topics = tuple[tuple[str, tuple[str, ...]], ...]


class Vocabulary:
    """The topics of a blog: the default ones and those of its configuration."""

    def __init__(self, extra: Topics = ()) -> None:
        """Add a blog's own topics and synonyms, which come first and win ties."""
        synonyms = {topic: list(words) for topic, words in extra}
        for topic, words in DEFAULT_TOPICS.items():
            synonyms.setdefault(topic, []).extend(re.split(r",\s+", words.strip()))
        self.topics = tuple(synonyms)
        self._synonyms = synonyms
        self._topic_of = {
            word.lower(): topic for topic, words in synonyms.items() for word in (topic, *words)
        }

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        """What finds each topic's words."""
        return {topic: _pattern([topic, *words]) for topic, words in self._synonyms.items()}

    @cached_property
    def _first_words(self) -> dict[str, set[str]]:
        """What each of a topic's words begins with; empty for what begins with a mark."""
        return {
            topic: {_FIRST_WORD.findall(word.lower())[0] for word in (topic, *words)}
            for topic, words in self._synonyms.items()
        }

    def find(self, tags: Sequence[str], title: str, text: str) -> str:
        """Return the topic of a log by its tags, its title and its words, or ``OTHER``."""
        tagged = ", ".join(tag.replace("-", " ").replace("_", " ") for tag in tags)
        said = [
            (f"{tagged}, {', '.join(tags)}", TAG_WEIGHT, sys.maxsize),
            (title, TITLE_WEIGHT, sys.maxsize),
            (text, TEXT_WEIGHT, _MAX_COUNT_IN_TEXT),
        ]
        points = Counter[str]()
        for words, weight, most in said:
            for topic, count in self._count(words.lower()):
                points[topic] += weight * min(count, most)
        best = max(self.topics, key=lambda topic: points[topic])
        return best if points[best] > 0 else OTHER

    def _count(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield how many of its words stand in a text, for each topic of which any may."""
        said = {"", *_WORD.findall(text)}
        for topic, words in self._first_words.items():
            if begun := said.intersection(words):
                yield topic, len(set(_find_all(self._patterns[topic], begun, text)))

    def resolve(self, name: str) -> str:
        """Return the topic that a name, or a synonym of it, means; empty for any other word."""
        spaced = name.lower().replace("-", " ").replace("_", " ")
        written = {name.lower(), spaced}
        named = (topic for topic in (*self.topics, OTHER) if topic.lower() in written)
        matching = (
            topic
            for topic, pattern in self._patterns.items()
            if any(pattern.fullmatch(words) for words in written)
        )
        return next(named, "") or next(matching, "")

    def knows(self, tag: str) -> bool:
        """Tell whether a tag is a topic or one of its synonyms."""
        return bool(self.resolve(tag))

    def covers(self, tag: str) -> bool:
        """Tell whether a tag alone gives a log its topic: it is a synonym, or has one in it."""
        return self.find([tag], "", "") != OTHER

    def nearest(self, name: str) -> str:
        """Return the topic of which a word is probably a misspelt name or synonym, or empty."""
        import difflib  # noqa: PLC0415 - slow to import, and seldom needed

        close = difflib.get_close_matches(
            name.lower().replace("-", " "), list(self._topic_of), 1, _NEAR
        )
        return self._topic_of[close[0]] if close else ""

    def order(self, topic: str) -> int:
        """Return where a topic stands in the vocabulary; ``OTHER`` is last."""
        return self.topics.index(topic) if topic in self.topics else len(self.topics)


@cache
def make_vocabulary(extra: Topics) -> Vocabulary:
    """Return the vocabulary of a blog, made once."""
    return Vocabulary(extra)


def normalise_tag(tag: str) -> str:
    """Return a tag in lower case, its words joined by dashes, without marks that HTML knows."""
    return re.sub(r"[\s_<>&\"']+", "-", strip_unseen(tag).lower().lstrip("#")).strip("-")


def _find_all(pattern: re.Pattern[str], begun: Set[str], text: str) -> Iterator[str]:
    """Yield what a pattern finds in a text, looked for only where one of some words stands."""
    if "" in begun:
        yield from pattern.findall(text)
        return
    places = {start for word in begun for start in _find_word(word, text)}
    end = 0
    for start in sorted(places):
        if start >= end and (found := pattern.match(text, start)):
            end = found.end()
            yield found[0]


def _find_word(word: str, text: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    alternatives = "|".join(re.escape(word) for word in longest_first)
    return compile_late(rf"(?<![\w+])(?:{alternatives})(?![\w+])")
