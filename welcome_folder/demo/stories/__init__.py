"""Seven invented people, one per typical case; each module is one life. Their surnames mean "example" in a language."""

from welcome_folder.demo.stories import amal, ardian, filmon, ionela, joy, navid, zahra

# Zahra is family of Navid, whose folder is there before hers.
STORIES = [story.STORY for story in (amal, filmon, navid, joy, ardian, ionela, zahra)]
