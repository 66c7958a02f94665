"""The pages of practice actions."""

from app.practice.routes import board, impact, ladder, line, passport, taps
from app.practice.routes.blueprint import blueprint

__all__ = ["blueprint", "board", "impact", "ladder", "line", "passport", "taps"]
