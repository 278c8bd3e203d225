"""Build the journal for whichever server runs it."""

import resource

from app import create_app

# A core file would hold whatever lay open in that moment.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
app = create_app()
