"""Say where Braid will be served, from the checked settings: host, port, workers and public address in one line."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from app.config import Settings, SettingsError

try:
    settings = Settings.from_environment()
except SettingsError as error:
    sys.exit(f"Braid cannot start. {error}")
print(settings.host, settings.port, settings.workers, settings.public_origin)
