#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks axe-core in headless Chromium whether pages conform to WCAG 2.2 AA: axe.py FILE...

A line for each page: "conforms FILE", or what is wrong with it. A page that asks for anything but itself, that complains in the
console, or that is wider than a telephone, does not conform. Exit code 1 if one does not.
"""
import os
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def faults(browser, path):
    """What is wrong with a page."""
    found = []
    address = "file://" + os.path.abspath(path)

    # As a reader opens it, on a telephone that asks for dark pages: the page's own policy holds.
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    page.on("console", lambda message: found.append("console: " + message.text))
    page.on("request", lambda request: request.url == address or found.append("request: " + request.url))
    page.goto(address)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    if width > 390:
        found.append(f"the page is {width} pixels wide on a screen of 390")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor")
    if "rgb(255, 255, 255)" not in paper:
        found.append(f"the paper is {paper} where dark pages are asked for")
    context.close()

    # The rules are put into the page, which its policy forbids.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    results = Axe().run(page, options={"runOnly": RULES})
    if not results.response["passes"]:
        found.append("no rule was looked at")
    for violation in results.response["violations"]:
        for node in violation["nodes"]:
            found.append(f"{violation['id']}: {node['html'][:160]}")
    context.close()
    return found


def main():
    bad = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in sys.argv[1:]:
            found = faults(browser, path)
            print("\n".join([f"fails {path}"] + ["  " + fault for fault in found]) if found else f"conforms {path}")
            bad += bool(found)
        browser.close()
    return 1 if bad else 0


sys.exit(main())
