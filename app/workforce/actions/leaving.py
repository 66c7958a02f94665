"""Word to those whose last post ended, that what they learned stays theirs."""

from flask import current_app

from app.notices.actions import queue_all
from app.workforce import emails, queries
from app.workforce.records import PostRecord


def tell_leavers(posts: list[PostRecord]) -> None:
    """Queue one letter to each person who held one of these posts, has an address, and holds no other post."""
    staying = queries.still_in_post({post.person_id for post in posts}, without={post.id for post in posts})
    address = current_app.config["CSPR"].address
    gone = {post.person_id: post for post in posts if post.email and post.person_id not in staying}
    for setting_id in {post.setting_id for post in gone.values()}:
        name = queries.setting(setting_id).name
        here = [post for post in gone.values() if post.setting_id == setting_id]
        letters = [
            (post.person_id, post.email, emails.post_ended(post.id, post.person_name, name, address)) for post in here
        ]
        queue_all(letters, setting_id)
