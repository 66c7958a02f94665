"""What a setting decides to do differently."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class PracticeAction(Model):
    """A change to practice: its words, who leads it, when it is looked at again, and the learning behind it."""

    __tablename__ = "practice_action"
    __table_args__ = (Index("ix_practice_action_setting_review", "setting_id", "review_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    author_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    words: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(120))
    review_on: Mapped[date]
    module: Mapped[str | None] = mapped_column(String(160))
    statement: Mapped[str | None] = mapped_column(String(80), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
