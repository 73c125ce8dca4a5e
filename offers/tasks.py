"""Tasks by the words people have for them."""

from offers.models import LexiconEntry, Task
from offers.search import questions
from offers.search.normalising import terms


def matching(text):
    """Tasks that somebody may mean: what the lexicon knows in nine languages, and the words of the task itself."""
    question = questions.parse(text)
    phrases = {phrase for _number, phrase in question.phrases}
    known = LexiconEntry.objects.active().filter(phrases__phrase__in=phrases)
    keys, asked = set(known.values_list("key", flat=True)), set(question.terms)
    return [task for task in Task.objects.all() if keys & set(task.lexicon_keys) or asked & _own_words(task)]


def _own_words(task):
    return {word for label in (task.label, task.plain_label, *task.labels.values()) for word in terms(label)}
