"""Who may open the folder's pages, stem by stem; test_folder_access.py adds own, team, foreign and erased folders."""

TABLE = {}
