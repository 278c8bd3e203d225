"""Check the settings and the port before anything starts, and say where people will find Braid."""

import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from app.config import Settings, SettingsError

try:
    settings = Settings.from_environment()
except SettingsError as error:
    sys.exit(f"Braid cannot start. {error}")
# The server shares a port with whoever listens there already, so two journals would answer in turn. A plain bind tells.
family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
with socket.socket(family) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as error:
        sys.exit(
            f"Braid cannot start: {settings.host} port {settings.port} cannot be used ({error.strerror}). "
            f"Another one: BRAID_PORT={settings.port + 1} bin/run"
        )
print(settings.public_origin)
