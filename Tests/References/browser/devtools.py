"""Chromium without a window, driven over the pipe of its DevTools protocol.

The browser gets a profile of its own in a temporary folder, no name that it could look up, and ends with its
owner: with `close`, and by itself when the pipe does.
"""
import base64
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading

FLAGS = [
    "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
    "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-breakpad", "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--mute-audio", "--hide-scrollbars", "--force-color-profile=srgb", "--host-resolver-rules=MAP * ~NOTFOUND",
]
SECONDS = 120


class Gone(Exception):
    """The browser did not start, ended, or did not answer."""


class Browser:
    def __init__(self, program):
        # Sockets of the browser stand in it and in TMPDIR, and need short paths.
        self.folder = tempfile.mkdtemp(prefix="makerlab-browser-", dir="/tmp")
        # Not 3 and 4 themselves, which the child's ends become.
        ends = []
        for end in os.pipe() + os.pipe():
            high = os.dup(end)
            while high <= 4:
                high = os.dup(high)
            os.close(end)
            ends.append(high)
        read, self.output, self.input, write = ends

        def connect():
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.notes = open(os.path.join(self.folder, "notes"), "w+b")
        self.process = subprocess.Popen(
            [program, *FLAGS, "--user-data-dir=" + os.path.join(self.folder, "profile"), "about:blank"],
            stdin=subprocess.DEVNULL, stdout=self.notes, stderr=self.notes, close_fds=False,
            env={**os.environ, "TMPDIR": self.folder}, preexec_fn=connect, start_new_session=True)
        os.close(read)
        os.close(write)
        self.messages = queue.Queue()
        self.last = 0
        self.events = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        rest = b""
        while True:
            part = os.read(self.input, 1 << 20)
            if not part:
                self.messages.put(None)
                return
            *whole, rest = (rest + part).split(b"\0")
            for message in whole:
                self.messages.put(json.loads(message))

    def _next(self):
        try:
            message = self.messages.get(timeout=SECONDS)
        except queue.Empty:
            raise Gone(f"the browser says nothing for {SECONDS} s") from None
        if message is None:
            self.notes.seek(0)
            raise Gone("the browser ended: " + self.notes.read()[-2000:].decode(errors="replace"))
        return message

    def send(self, method, session=None, **parameters):
        """Sends a command without waiting; returns its number."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        text = json.dumps(message).encode() + b"\0"
        while text:
            text = text[os.write(self.output, text):]
        return self.last

    def answer(self, number):
        """Waits for the answer to a command; keeps the events that come before."""
        while True:
            message = self._next()
            if message.get("id") == number:
                if "error" in message:
                    raise Gone(message["error"].get("message", "no reason given"))
                return message["result"]
            self._keep(message)

    def _keep(self, message):
        if "method" not in message:
            return
        self.events.append(message)
        # A dialog holds the page up until somebody answers it.
        if message["method"] == "Page.javascriptDialogOpening":
            self.send("Page.handleJavaScriptDialog", message["sessionId"], accept=True)

    def call(self, method, session=None, **parameters):
        return self.answer(self.send(method, session, **parameters))

    def wait(self, method, session):
        """Waits for an event."""
        place = 0
        while True:
            while place < len(self.events):
                event = self.events[place]
                place += 1
                if event["method"] == method and event.get("sessionId") == session:
                    return event
            self._keep(self._next())

    def close(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.notes.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Tab:
    """One page in a tab of its own, with everything that it said since it was opened."""

    def __init__(self, browser, script):
        self.browser = browser
        self.script = script
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(domain + ".enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        self.call("Network.setCacheDisabled", cacheDisabled=True)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def look(self, width, scheme, media="screen", height=900):
        """Sets the width in CSS pixels, the colour scheme and the medium."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, address):
        problem = self.call("Page.navigate", url=address).get("errorText")
        if problem:
            raise Gone(f"{address}: {problem}")
        self.browser.wait("Page.loadEventFired", self.session)

    def run(self, expression):
        """Value of an expression in which `audit` has the functions of the script."""
        result = self.call(
            "Runtime.evaluate", returnByValue=True, awaitPromise=True,
            expression=f"(async () => {{ {self.script}; return await ({expression}); }})()")
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise Gone(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    def press(self, key, times=1):
        """Presses a key: Tab or Enter."""
        code, text = {"Tab": (9, ""), "Enter": (13, "\r")}[key]
        number = None
        for _ in range(times):
            for kind in ["keyDown", "keyUp"]:
                number = self.browser.send(
                    "Input.dispatchKeyEvent", self.session, type=kind, key=key, code=key,
                    windowsVirtualKeyCode=code, text=text if kind == "keyDown" else "")
        if number:
            self.browser.answer(number)

    def picture(self, path):
        """Writes the whole page as a PNG."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1}
        data = self.call(
            "Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def said(self, *methods):
        return [event for event in self.browser.events
                if event.get("sessionId") == self.session and event["method"] in methods]
