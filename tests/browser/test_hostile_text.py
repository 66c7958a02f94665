"""Hostile text from a staff list, looked at wherever it shows, in a browser that would run it."""

import csv
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page

from app.core.vocabulary import Role
from tests.browser.test_getting_in import go_in, says
from tests.factories.people import a_colleague

HOSTILE = [
    "<script>window.ran = true</script>Ada",
    '"><img src=x onerror="window.ran = true">Eve',
    "<svg onload=window.ran=true>Zoe",
    "javascript:window.ran=true//Tom",
    "{{ 7 * 7 }} {% raw %} Una",
]
PAGES = ("/people", "/desk", "/desk/staff", "/desk/duties", "/messages", "/our-setting/log", "/actions")


def test_nothing_in_a_staff_list_ever_runs(shipped_app: Flask, served: str, screen: Page, tmp_path: Path) -> None:
    a_colleague("mark", Role.DSL)
    with (tmp_path / "staff.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["First name", "Last name", "Job title", "Staff code", HOSTILE[0]])
        for number, text in enumerate(HOSTILE):
            writer.writerow([text, "Last", text, f"{number}{text}"[:60], "x"])
            writer.writerow([text, "", text, f"bad{number}", "x"])
    go_in(screen, served, "mark")
    screen.goto(served + "/people/import")
    screen.set_input_files("#file", tmp_path / "staff.csv")
    screen.click("button:has-text('Look at it')")
    screen.wait_for_selector("text=Nothing is written yet")
    says(screen, HOSTILE[1])
    assert not screen.evaluate("window.ran")
    screen.click("button:has-text('Do this')")
    screen.wait_for_selector("text=The staff list is in.")

    for address in PAGES:
        screen.goto(served + address)
        assert not screen.evaluate("window.ran"), address
    screen.goto(served + "/people")
    says(screen, HOSTILE[0])
    for box in screen.locator("input[name=post]").all():
        box.check()
    with screen.expect_download() as cards:
        screen.click("button:has-text('Print cards')")
    assert cards.value.path().read_bytes().startswith(b"%PDF")
