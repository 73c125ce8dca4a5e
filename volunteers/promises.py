"""How long people wait for each answer, in days: one place for the pages that promise it.

A proposal for the talk with the coordination; nobody has agreed to it yet, and the pages say so.
"""

LINK = 3
FIRST_TALK = 7
SUGGESTION = 14
ORGANISATION = 7
FOLLOW_UP = 14
