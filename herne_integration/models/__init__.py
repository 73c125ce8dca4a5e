"""What all apps share: see the module of each topic."""

from herne_integration.models.short_links import ShortLink
from herne_integration.models.versioned import Versioned

__all__ = ["ShortLink", "Versioned"]
