"""Build the journal for whichever server runs it, or say in one sentence why that cannot be."""

import resource
import sys

from app import create_app
from app.config import SettingsError
from app.library.sources import ContentError
from app.vault.pepper import DamagedPepper, UnknownPepper

# A core file would hold whatever lay open in that moment.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
try:
    app = create_app()
except (SettingsError, ContentError, UnknownPepper, DamagedPepper) as error:
    sys.exit(f"Braid cannot start. {error}")
