"""Finding the right offer for people who do not know its name. PostgreSQL only, one statement.

`normalising` turns text into terms, `documents` an offer into weighted terms, `questions` what somebody typed into
what is asked, `lexicon` an entry into what it stands for; all four are pure. `finding` asks the database.
"""
