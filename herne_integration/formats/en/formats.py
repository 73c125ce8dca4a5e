"""One way to write dates in every language: what stands on a letter stands on the page."""

from herne_integration.formats.common import *  # noqa: F403
