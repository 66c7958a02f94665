"""What every page may say of the reader's own setting: its name and its route for a worry about a child."""

from flask import Flask, g

from app.access.guard import identity
from app.workforce import queries
from app.workforce.records import SettingRecord


def install(app: Flask) -> None:
    """Give templates `my_setting()`."""
    app.jinja_env.globals["my_setting"] = my_setting


def my_setting() -> SettingRecord | None:
    """The setting of the post the reader looks from, read once a request; None without a post."""
    who = identity()
    if who is None or who.post is None:
        return None
    if "my_setting" not in g:
        g.my_setting = queries.setting(who.post.setting_id)
    return g.my_setting  # type: ignore[no-any-return]
