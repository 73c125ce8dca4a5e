"""Which pages of an application a request of the office has opened, and what is asked for on each."""

from dataclasses import dataclass

from fund import answers, content, pages
from fund.choices.applications import Topic
from fund.views.topic_pages import page_of


@dataclass(frozen=True)
class AskedPage:
    """One page with the labels of what is asked for there; who does not write at it has no link."""

    label: str
    url: str
    parts: list


def of(application, asked, door):
    """The pages in their order."""
    rules = application.round.guideline.rules
    by_topic = {}
    for part in asked.unlocks:
        by_topic.setdefault(content.topic_of(part), []).append(answers.label_of(part, rules))
    return [
        AskedPage(str(topic.label), _url(application, topic, door), by_topic[topic])
        for topic in Topic
        if topic in by_topic
    ]


def _url(application, topic, door):
    may = topic in door.topics and pages.shows(topic, door.unlocked)
    return page_of(application, topic) if may else ""
