"""A connection of the official MCP client to a server over stdio that keeps every line.

What the client's own models let pass is looked at again: that a line is one JSON object in UTF-8
without a name twice, that a reply answers an open request, and that a result has only the members
that its revision of the protocol defines.
"""

import json
from contextlib import asynccontextmanager

import anyio
import mcp_types as types
from mcp.shared.message import SessionMessage
from mcp_types.methods import CLIENT_REQUESTS, SERVER_RESULTS, serialize_server_result
from mcp_types.methods import validate_client_request

MODERN = "2026-07-28"
# Longest wait for anything; nothing is measured by it.
SECONDS = 120


def without_doubles(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f"a name stands twice in {names}")
    return dict(pairs)


def strangers(given, known, path="result"):
    """Members of a value that are lost where it is read as its type and written again."""
    if isinstance(given, dict) and isinstance(known, dict):
        found = [f"{path}.{name}" for name in given if name not in known]
        for name in given.keys() & known.keys():
            found += strangers(given[name], known[name], f"{path}.{name}")
        return found
    if isinstance(given, list) and isinstance(known, list):
        return [
            name
            for index, pair in enumerate(zip(given, known))
            for name in strangers(*pair, f"{path}[{index}]")
        ]
    return []


class Wire:
    """The lines in both directions, and what is wrong with them."""

    def __init__(self):
        self.problems = []
        self.open = {}
        # Requests that were sent before each cancelled one was; count.
        self.cancelled = {}
        # Cancelled requests whose replies may have been on their way then.
        self.crossed = []
        # The last request, by the order of sending, that has a reply; counted from 1.
        self.heard = 0
        self.progress = {}
        self.requests = 0
        self.replies = 0
        self.exit_code = None
        self.version = None

    def problem(self, text, line):
        self.problems.append(f"{text}: {line[:300]!r}")

    def sent(self, message):
        if "id" not in message:
            if message["method"] == "notifications/cancelled":
                self.cancelled[message["params"]["requestId"]] = self.requests
            return
        self.requests += 1
        self.open[message["id"]] = message
        params = message.get("params") or {}
        meta = params.get("_meta") or {}
        if "progressToken" in meta:
            self.progress[meta["progressToken"]] = float("-inf")
        message["number"] = self.requests
        version = meta.get("io.modelcontextprotocol/protocolVersion") or self.version
        message["version"] = version or params.get("protocolVersion") or "2025-11-25"
        if (message["method"], message["version"]) in CLIENT_REQUESTS:
            validate_client_request(message["method"], message["version"], message.get("params"))

    def is_over(self, id):
        """Whether the server knew that a request is cancelled when it wrote what comes now.

        It reads lines in order: it knew when it answered a request that was sent later.
        """
        return id in self.cancelled and self.heard > self.cancelled[id]

    def received(self, line):
        try:
            message = json.loads(line.decode("utf-8"), object_pairs_hook=without_doubles)
        except ValueError as error:
            return self.problem(f"no JSON: {error}", line)
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            return self.problem("not an object of JSON-RPC 2.0", line)
        if "method" in message:
            if "id" in message:
                return self.problem("the server sends a request", line)
            return self.notified(message, line)
        if set(message) not in ({"jsonrpc", "id", "result"}, {"jsonrpc", "id", "error"}):
            return self.problem(f"a reply has {sorted(message)}", line)
        self.replies += 1
        request = self.open.pop(message["id"], None)
        if request is None:
            return self.problem("a reply to no open request", line)
        self.heard = max(self.heard, request["number"])
        if message["id"] in self.cancelled:
            self.crossed.append(message["id"])
        if self.is_over(message["id"]):
            self.problem("a reply to a cancelled request", line)
        if "error" in message:
            if not {"code", "message"} <= set(message["error"]) <= {"code", "message", "data"}:
                self.problem("an error has other members", line)
            if "\n" in message["error"]["message"]:
                self.problem("an error has more than one line", line)
            return
        method, version = request["method"], request["version"]
        if method == "initialize":
            version = message["result"].get("protocolVersion")
        if (method, version) not in SERVER_RESULTS:
            return self.problem(f"a result of {method}, which {version} does not have", line)
        if version == MODERN:
            info = message["result"].get("_meta", {}).get("io.modelcontextprotocol/serverInfo", {})
            if info.get("name") != "makerlab":
                self.problem(f"a result of {method} does not say whose it is", line)
        try:
            known = serialize_server_result(method, version, message["result"])
        except Exception as error:
            return self.problem(f"no result of {method} in {version}: {error}", line)
        for name in strangers(message["result"], known):
            self.problem(f"{name} is unknown to {method} in {version}", line)

    def notified(self, message, line):
        params = message.get("params") or {}
        if message["method"] != "notifications/progress":
            return self.problem("an unexpected notification", line)
        token = params.get("progressToken")
        if token not in self.progress:
            return self.problem("progress that nobody asked for", line)
        if not params["progress"] > self.progress[token]:
            self.problem("progress does not grow", line)
        self.progress[token] = params["progress"]
        # A client gives the id of a request as its token.
        if token not in self.open:
            self.problem("progress after the reply", line)
        if self.is_over(token):
            self.problem("progress of a cancelled request", line)

    @asynccontextmanager
    async def connect(self, command, environment):
        """Starts the server; closing its input has to end it."""
        process = await anyio.open_process(command, env=environment, stderr=None)
        inbox, from_server = anyio.create_memory_object_stream[SessionMessage | Exception](64)
        to_server, outbox = anyio.create_memory_object_stream[SessionMessage](64)
        ended = anyio.Event()

        async def read():
            async with inbox:
                rest = b""
                async for chunk in process.stdout:
                    *lines, rest = (rest + chunk).split(b"\n")
                    for line in lines:
                        self.received(line)
                        message = types.jsonrpc_message_adapter.validate_json(line, by_name=False)
                        try:
                            await inbox.send(SessionMessage(message))
                        except (anyio.BrokenResourceError, anyio.ClosedResourceError):
                            pass
                if rest:
                    self.problem("the last line does not end", rest)
            ended.set()

        async def write():
            async with outbox:
                async for item in outbox:
                    text = item.message.model_dump_json(by_alias=True, exclude_unset=True)
                    self.sent(json.loads(text))
                    await process.stdin.send(text.encode() + b"\n")

        async with anyio.create_task_group() as group:
            group.start_soon(read)
            group.start_soon(write)
            yield from_server, to_server
            to_server.close()
            await process.stdin.aclose()
            with anyio.fail_after(SECONDS):
                await ended.wait()
                self.exit_code = await process.wait()
        unanswered = [m["method"] for id, m in self.open.items() if id not in self.cancelled]
        if unanswered:
            self.problems.append(f"no reply to {unanswered}")
