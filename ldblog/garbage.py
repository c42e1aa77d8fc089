"""How often Python looks for objects that hold each other and that nothing else holds."""

from __future__ import annotations

import gc

# Python looks after 700 new objects by itself. A text's tree has thousands, of which none holds
# the one above it; a twelfth of a build was spent with looking.
_NEW_OBJECTS = 50_000


def collect_seldom() -> None:
    """Look for such objects less often, in this process."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
