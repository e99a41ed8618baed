"""Noticing that `company/` was changed, without reading it again for every question."""

from __future__ import annotations

import logging
from pathlib import Path

from helpdesk.domain.errors import BadCompany
from helpdesk.services import profile
from helpdesk.services.profile import Profile

log = logging.getLogger(__name__)


class Watched:
    """The business as its files say by now. Broken files change nothing until they are mended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.profile = profile.read(folder)
        self._seen = profile.state_of(folder)

    def changed(self) -> Profile | None:
        """The business read anew, if a file is another one than at the last look; else None."""
        state = profile.state_of(self.folder)
        if state == self._seen:
            return None
        self._seen = state
        try:
            self.profile = profile.read(self.folder)
        except BadCompany as error:
            log.error("company files were changed but cannot be read: %s", error.values)  # noqa: TRY400 - one line
            return None
        return self.profile
