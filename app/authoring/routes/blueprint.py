"""The blueprint that the files of routes hang on."""

from typing import Any

from flask import Blueprint

from app.core.vocabulary import KIND_LABELS

blueprint = Blueprint("authoring", __name__, url_prefix="/write")
TYPE_WORDS = {
    "single": "one right answer",
    "several": "several right answers",
    "order": "steps in the right order",
    "match": "pairs that belong together",
    "true-false": "true or false, and why",
}


@blueprint.context_processor
def words() -> dict[str, Any]:
    """What the desk's templates call things."""
    return {
        "type_words": TYPE_WORDS,
        "kind_words": {str(kind): label for kind, label in KIND_LABELS.items()},
    }
