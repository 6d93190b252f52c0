"""The page that joins a workshop, on a phone with a slow connection: weight and first paint."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.measuring import Figure, seconds_below
from tests.bench.workshop import hosted

ROUNDS = 5
_PHONE = {"width": 390, "height": 844}
_SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""A slow mobile network: 150 ms to answer, 1.6 Mbit/s down, 750 kbit/s up."""
_MOST_KILOBYTES = 60
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def joining_figures() -> list[Figure]:
    program = shutil.which("chromium")
    if program is None:
        return [Figure("joining page", "no Chromium on this machine")]
    with tempfile.TemporaryDirectory() as home, hosted(Path(home)) as (code, link, _):
        address = f"{link.partition('/animer/')[0]}/a/{code}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu"]
            )
            measured = [_joined(browser, address) for _ in range(ROUNDS)]
            browser.close()
    paint = median(paint for paint, _weight in measured)
    weight = max(weight for _paint, weight in measured) / 1000
    return [
        seconds_below("joining page: first paint on a slow connection", paint, 1.0),
        Figure(
            "joining page: weight in all",
            f"{weight:.0f} kB",
            f"< {_MOST_KILOBYTES} kB",
            weight < _MOST_KILOBYTES,
        ),
    ]


def _joined(browser: Browser, address: str) -> tuple[float, int]:
    """Seconds to the first paint and bytes of all answers, nothing being kept from before."""
    context = browser.new_context(viewport=_PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", _SLOW)
    weights: list[int] = []
    page.on("response", lambda answer: weights.append(len(answer.body())))
    page.goto(address, wait_until="networkidle")
    page.wait_for_function(f"({_PAINT}) !== null")
    paint = float(page.evaluate(_PAINT)) / 1000
    context.close()
    return paint, sum(weights)
