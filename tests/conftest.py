"""What all tests share: how hypothesis searches."""

import os

from hypothesis import HealthCheck, settings

# A search that makes a database for each example is slow, not wrong; a machine that is shared has no deadline.
settings.register_profile("brandbot", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("brandbot")

# Minutes of measuring pixels: `make proofs` runs them.
collect_ignore = (
    [] if os.environ.get("BRANDBOT_PROOFS") else ["test_templates_pixels.py", "test_templates_pixels_hard.py"]
)
