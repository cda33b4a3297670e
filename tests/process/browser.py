"""A headless Chromium, spoken to through ChromeDriver by the WebDriver protocol itself.

The protocol is JSON over HTTP: these lines spare the tests a library.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, Self

import pytest
from conftest import clean_environment

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --disable-dev-shm-usage"
).split()
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "End": "\ue010"}
_PATIENCE = 30


def require_browser() -> None:
    """Skip the test where there is no browser to run it in."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no browser: install chromium and chromium-driver")


class Browser:
    """A browser with one page; ``scripts`` False turns JavaScript of pages off."""

    def __init__(self, *, scripts: bool = True, width: int = 900) -> None:
        require_browser()
        self._profile = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [str(DRIVER), "--port=0"],
            env=clean_environment(HOME=self._profile.name, TMPDIR=self._profile.name),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        lines = iter(self._process.stdout.readline, "")
        port = next(line.split()[-1].rstrip(".") for line in lines if "success" in line)
        self._port, self._path = int(port), "/session"
        more = [] if scripts else ["--blink-settings=scriptEnabled=false"]
        arguments = [*FLAGS, *more, f"--window-size={width},1000"]
        options = {
            "binary": str(CHROMIUM),
            "args": [*arguments, f"--user-data-dir={self._profile.name}"],
        }
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = self._ask("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        self._path += f"/{session['sessionId']}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._ask("DELETE", "")
        finally:
            self._process.terminate()
            self._process.wait(_PATIENCE)
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._profile.cleanup()

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        with closing(connection):
            data = None if body is None else json.dumps(body)
            connection.request(method, self._path + path, data, {"Connection": "close"})
            answer = connection.getresponse()
            assert answer.status == HTTPStatus.OK, answer.read()
            return json.load(answer)["value"]

    def open(self, path: Path, anchor: str = "") -> None:
        """Open a file."""
        self._ask("POST", "/url", {"url": path.resolve().as_uri() + anchor})

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page, and return what it returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def call(self, method: str, **parameters: object) -> Any:
        """Call a method of the DevTools protocol."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": method, "params": parameters})

    def press(self, keys: str) -> None:
        """Press keys, one after another, wherever the focus is; a name of ``KEYS`` is that key."""
        actions = [
            {"type": kind, "value": key}
            for key in ([KEYS[keys]] if keys in KEYS else keys)
            for kind in ("keyDown", "keyUp")
        ]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": actions}]})
        time.sleep(0.15)  # the page answers with the next picture that is drawn

    def click(self, selector: str) -> None:
        """Click on the first element that a selector finds."""
        found = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        self._ask("POST", f"/element/{next(iter(found.values()))}/click", {})
        time.sleep(0.15)

    def messages(self) -> list[str]:
        """Return what the console has said since it was asked last."""
        return [entry["message"] for entry in self._ask("POST", "/se/log", {"type": "browser"})]

    def picture(self, path: Path, height: int = 1000, width: int = 900) -> None:
        """Write a picture of the page."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        time.sleep(0.2)
        path.write_bytes(base64.b64decode(self._ask("GET", "/screenshot")))

    def pdf(self) -> bytes:
        """Return the page as printed."""
        return base64.b64decode(
            self._ask("POST", "/print", {"page": {"width": 21, "height": 29.7}})
        )
