"""What all apps share: see the module of each topic."""

from herne_integration.models.drafts import Draft
from herne_integration.models.idempotency import IdempotencyKey
from herne_integration.models.outbox import OutboxMail
from herne_integration.models.prepared_files import PreparedFile
from herne_integration.models.short_links import ShortLink
from herne_integration.models.standing_files import StandingFile
from herne_integration.models.stored_files import StoredFile
from herne_integration.models.versioned import Versioned

__all__ = [
    "Draft",
    "IdempotencyKey",
    "OutboxMail",
    "PreparedFile",
    "ShortLink",
    "StandingFile",
    "StoredFile",
    "Versioned",
]
