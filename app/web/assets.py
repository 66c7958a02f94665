"""Static files, packed small once, when the application is built, for every browser that takes them so.

Pages are never packed: they hold secrets beside what a stranger can put into them, and their length would tell.
"""

import gzip
import mimetypes
from pathlib import Path
from typing import cast

from flask import Flask, Response, request


def install(app: Flask) -> None:
    """Serve the application's static files; before the guard looks who may have them."""
    folder = Path(app.static_folder or "")
    packed = {path.name: gzip.compress(path.read_bytes(), mtime=0) for path in folder.iterdir()}

    def static(filename: str) -> Response:
        """A static file, packed where the browser takes it so."""
        if filename in packed and request.accept_encodings["gzip"]:
            answer = _packed(filename, packed[filename])
        else:
            answer = app.send_static_file(filename)
        answer.vary.add("Accept-Encoding")
        return answer

    app.view_functions["static"] = static


def _packed(name: str, content: bytes) -> Response:
    answer = Response(content, mimetype=mimetypes.guess_type(name)[0])
    answer.headers["Content-Encoding"] = "gzip"
    answer.add_etag()
    return cast(Response, answer.make_conditional(request))
