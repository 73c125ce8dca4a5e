"""The demo city's directory: real facts from public sources, and clearly invented examples beside them."""

from pathlib import Path

FOLDER = Path(__file__).parent
ORGANISATIONS = FOLDER / "organisations.csv"
OFFERS = FOLDER / "offers.csv"
TRANSLATIONS = FOLDER / "translations.json"
CHAIN = FOLDER / "integration_chain.json"
YOUTH_PATH = FOLDER / "youth_path.json"
INFO_PAGES = FOLDER / "info_pages.json"
RESPONSIBILITIES = FOLDER / "responsibilities.json"
STRUCTURE = FOLDER / "structure.json"
