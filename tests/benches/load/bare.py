"""The least that a page could cost: bare Flask, one template of the size of ours, one row read from SQLite.

gunicorn "tests.benches.load.bare:made(<database>, <bytes of the page>)"
"""

import sqlite3
import threading

from flask import Flask, render_template_string

PAGE = "<!doctype html><title>{{ title }}</title><main><h1>{{ title }}</h1>{{ text|safe }}</main>"
WORDS = "<p>One sentence among many, so that the page is as long as ours.</p>\n"


def fill(database: str, size: int) -> None:
    """One row that holds a page of so many bytes."""
    with sqlite3.connect(database) as line:
        line.execute("CREATE TABLE IF NOT EXISTS page (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
        line.execute("INSERT OR REPLACE INTO page VALUES (1, 'A page', ?)", [(WORDS * (size // len(WORDS) + 1))[:size]])


def made(database: str) -> Flask:
    """The application on a database that was filled."""
    app, kept = Flask("bare"), threading.local()

    @app.get("/")
    def page() -> str:
        if not hasattr(kept, "line"):
            kept.line = sqlite3.connect(database)
        title, text = kept.line.execute("SELECT title, text FROM page WHERE id = ?", [1]).fetchone()
        return render_template_string(PAGE, title=title, text=text)

    return app
