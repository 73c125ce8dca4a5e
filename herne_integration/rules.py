"""What a rule says when it forbids something."""


class RuleBroken(Exception):  # noqa: N818  (reads as the sentence it is)
    """An action is not possible (any more). `sentence` is German and shown to the visitor on a 409 page."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence
