"""Settings are checked before anything starts, and a wrong one is told in a sentence."""

import pytest

from app.config import Settings, SettingsError


@pytest.mark.parametrize(
    "storage",
    ["memory://", "redis://cache.example:6379/1", "redis+unix:///run/redis.sock", "rediss://:word@[::1]:6379"],
)
def test_limits_are_counted_in_memory_or_in_redis(storage: str):
    assert Settings.from_environment({"BRAID_RATE_LIMIT_STORAGE": storage}).rate_limit_storage == storage


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RATE_LIMITS", "yes", "one of: on, off"),
        ("RATE_LIMIT_STORAGE", "memory://here", "memory:// or look like redis://"),
        ("RATE_LIMIT_STORAGE", "redis://", "memory:// or look like redis://"),
        ("RATE_LIMIT_STORAGE", "redis://cache.example:port", "memory:// or look like redis://"),
        ("RATE_LIMIT_STORAGE", "mongodb://cache.example", "memory:// or look like redis://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_write_instead(name: str, value: str, said: str):
    with pytest.raises(SettingsError, match=f"BRAID_{name} must be") as refusal:
        Settings.from_environment({f"BRAID_{name}": value})

    assert said in str(refusal.value)
