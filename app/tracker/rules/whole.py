"""A whole record as people read it: the same tables on the page and in the PDF."""

from collections.abc import Iterable
from datetime import date

from app.core.dates import say_date
from app.tracker.records import (
    Asked,
    Away,
    CompletedModule,
    Elsewhere,
    Given,
    ModuleStanding,
    Part,
    PostPart,
    Reminded,
    RequirementStanding,
    SettingPart,
)

Cells = tuple[tuple[str, ...], ...]
Columns = tuple[tuple[str, int], ...]


def parts_of_post(post: PostPart) -> list[Part]:
    """The tables of one post, in their order."""
    return [
        _part(
            "Modules",
            (("Module", 26), ("Standing", 18), ("Begun", 16), ("Done", 16), ("By when", 24)),
            (_module(one) for one in post.modules),
            "No module was meant for this post.",
        ),
        _part(
            "Completed, every edition",
            (("Module", 25), ("Completed", 18), ("Contributes to", 29), ("Certificate", 28)),
            (_completed(one) for one in post.completed),
            "None yet.",
        ),
        _part(
            "What is asked, on whose authority, and why",
            (("Requirement", 26), ("Standing", 22), ("Why", 52)),
            (_requirement(one) for one in post.requirements),
            "Nothing in the pathways concerned this post.",
        ),
        _part(
            "Training done elsewhere",
            (("Training", 34), ("Done", 28), ("Decision", 38)),
            (_elsewhere(one) for one in post.elsewhere),
            "None is recorded.",
        ),
        _part(
            "Asked by a lead",
            (("Module", 44), ("Asked", 34), ("Due by", 22)),
            (_asked(one) for one in post.asked),
            "Nothing.",
        ),
        _part(
            "More time, exemptions, and “not my job”",
            (("What", 28), ("For", 24), ("From and until", 22), ("By whom", 26)),
            (_given(one) for one in post.given),
            "None.",
        ),
        _part("Leave", (("First day", 50), ("Last day", 50)), (_away(one) for one in post.away), "None is noted."),
    ]


def parts_of_setting(place: SettingPart) -> list[Part]:
    """What belongs to no single post of a setting: the reminders it sent."""
    columns = (("Day", 24), ("Sent for", 36), ("What it named", 40))
    return [_part("Reminders sent", columns, (_reminded(one) for one in place.reminders), "None yet.")]


def _part(title: str, columns: Columns, rows: Iterable[Cells], none: str) -> Part:
    return Part(title, columns, tuple(rows), none)


def _lines(*said: str | None) -> tuple[str, ...]:
    return tuple(one for one in said if one)


def _on(words: str, day: date | None) -> str | None:
    return f"{words} {say_date(day)}" if day else None


def _module(one: ModuleStanding) -> Cells:
    read = f"{one.sections_read} of {one.sections} sections" if one.begun_on and not one.done_on else None
    return (
        (one.title,),
        _lines(one.standing, read),
        (say_date(one.begun_on),),
        (say_date(one.done_on),),
        _lines(
            _on("Due by", one.due_by), _on("Renew by", one.renew_by), _on("Top-up: it changed on", one.top_up_since)
        ),
    )


def _completed(one: CompletedModule) -> Cells:
    proof = one.certificate
    how = "renewal" if one.is_renewal else one.method
    return (
        _lines(one.title, f"{one.course}, edition {one.edition}", one.level),
        _lines(say_date(one.completed_on), f"{how}, {one.minutes} minutes"),
        one.contributes_to,
        _lines(
            *_in_two(proof.number),
            proof.state,
            _on("Renew by", proof.renew_by),
            _on("Withdrawn on", proof.withdrawn_on),
        )
        if proof
        else ("None",),
    )


def _in_two(number: str) -> tuple[str, str]:
    """A certificate's number on two lines, as a column of a paper has room for."""
    groups = number.split("-")
    return "-".join(groups[:4]) + "-", "-".join(groups[4:])


def _requirement(one: RequirementStanding) -> Cells:
    authority = f"{one.authority}{f', {one.edition}' if one.edition else ''}"
    when = _on("Renew by" if one.last_contributed_on else "Due by", one.due_by)
    binding = "Statutory" if one.is_statutory else "Not statutory"
    return (
        _lines(one.title, authority, binding),
        _lines(one.standing, _on("Last contributed to on", one.last_contributed_on), when),
        one.reasons,
    )


def _elsewhere(one: Elsewhere) -> Cells:
    verdict = {True: "Accepted", False: "Does not count here", None: "Not decided"}[one.accepted]
    if one.recorded_on is None:
        verdict = "On the staff list only; this site has not seen it"
    as_what = f"As “{one.counts_as}”" if one.counts_as else None
    toward = f"Contributes to {', '.join(one.contributes_to)}" if one.contributes_to else None
    by = f"{one.decided_by}, {say_date(one.decided_on)}" if one.decided_on else None
    number = f"Certificate {one.number}" if one.number else None
    minutes = f"{one.minutes} minutes" if one.minutes else None
    return (
        _lines(one.title, one.provider, number, minutes, "With a file" if one.has_file else None),
        _lines(
            say_date(one.done_on),
            f"Recorded by {one.recorded_by}, {say_date(one.recorded_on)}" if one.recorded_on else None,
        ),
        _lines(verdict, as_what, toward, by, one.reason),
    )


def _asked(one: Asked) -> Cells:
    note = f"“{one.note}”" if one.note else None
    return (
        _lines(one.title, note),
        _lines(f"{say_date(one.asked_on)}, {one.by}", _on("Ended on", one.ended_on)),
        (say_date(one.due_by),),
    )


def _given(one: Given) -> Cells:
    answer = {True: "Confirmed", False: "Answered: it still is", None: None}[one.is_confirmed]
    until = say_date(one.until) if one.until else "until further notice"
    return (
        _lines(one.what, f"“{one.reason}”" if one.reason else None),
        (one.title or "Everything that is asked",),
        (f"{say_date(one.begins_on)} – {until}",),
        _lines(f"{one.by}, {say_date(one.given_on)}", answer, _on("Taken back on", one.taken_back_on)),
    )


def _away(one: Away) -> Cells:
    return (say_date(one.first_day),), (say_date(one.last_day) or "Not known yet",)


def _reminded(one: Reminded) -> Cells:
    by_hand = f"By hand: {one.by}" if one.by else None
    return (say_date(one.day),), _lines(one.sent_for, by_hand), one.named or ("The week in the setting",)
