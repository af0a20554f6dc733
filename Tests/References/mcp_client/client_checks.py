"""The official MCP client talks to a server over stdio: one line of JSON a check.

    client_checks.py REVISION FAULTS COMMAND...

REVISION is one that begins with `initialize`, or 2026-07-28, or `auto` (the client asks and
decides), or `pinned` (2026-07-28 without asking).  2025-03-26 is not spoken: who asks for it is
offered the newest one of the handshake, and goes on with that.  FAULTS is the address of a FaultServer that never
answers, to which the server's provider leads.  The exit code is 1 where a check found a problem.
"""

import base64
import json
import os
import re
import sys
import urllib.request
from contextlib import asynccontextmanager

import anyio
import jsonschema
import mcp_types as types
from mcp import ClientSession
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types.version import LATEST_HANDSHAKE_VERSION
from wire import SECONDS, Wire


MODERN = "2026-07-28"
with open(os.path.join(os.path.dirname(__file__), "calls.json")) as file:
    KNOWN = json.load(file)
# Calls of each tool that work, calls that do not fit, and a vote of a model that never answers.
CALLS, REFUSED, UNDER_WAY = KNOWN["calls"], KNOWN["refused"], KNOWN["under_way"]
# Revisions that are not spoken, and what is offered instead.
OFFERED = {"2025-03-26": LATEST_HANDSHAKE_VERSION}
# What a prompt is filled with; quotation marks and braces stay as they are.
FILLED_IN = 'sort "a" {b} \\ ```c```'
NUMBERS = {"steps": "1023", "target": "0.9"}
problems = 0


def report(check, problem=None):
    global problems
    problems += problem is not None
    print(json.dumps({"check": check, "problem": problem and str(problem)[:2000]}), flush=True)


async def expect(check, action):
    try:
        with anyio.fail_after(SECONDS):
            problem = await action()
    except Exception as error:
        while isinstance(error, ExceptionGroup):
            error = error.exceptions[0]
        problem = f"{type(error).__name__}: {error}"
    report(check, problem)


def counts(faults):
    with urllib.request.urlopen(f"{faults}/control/counts") as reply:
        return json.load(reply)


async def until(what, faults, test):
    """Waits until the counts of the model's server are so."""
    with anyio.fail_after(SECONDS):
        while not test(found := counts(faults)):
            await anyio.sleep(0.005)
    return found


class Conversation:
    """The checks, on a session that a handshake or a discovery has opened."""

    def __init__(self, session, faults, is_pinned):
        self.session = session
        # A client that is told the revision asks nothing about the server.
        self.is_pinned = is_pinned
        self.faults = faults
        self.version = session.protocol_version
        self.is_modern = self.version == MODERN
        # What tools return, and what they are called for people, has a shape since 2025-06-18.
        self.has_shapes = self.version != "2024-11-05"
        self.tools = []

    async def pages(self, list, member):
        """All items of a list, page by page, and the number of pages."""
        items, cursor, cursors = [], None, []
        while True:
            params = types.PaginatedRequestParams(cursor=cursor) if cursor else None
            page = await list(params=params)
            items += getattr(page, member)
            cursor = page.next_cursor
            if cursor is None:
                return items, len(cursors) + 1
            if cursor in cursors:
                raise ValueError(f"the cursor {cursor!r} comes again")
            cursors.append(cursor)

    async def server(self):
        if self.is_pinned:
            return None
        info = self.session.server_info
        if not (info and info.name == "makerlab" and info.version):
            return f"the server is {info!r}"
        if not self.session.instructions:
            return "there are no instructions"
        capabilities = self.session.server_capabilities
        for name in ("tools", "resources", "prompts"):
            if getattr(capabilities, name) is None:
                return f"no capability {name}"

    async def list_tools(self):
        self.tools, _ = await self.pages(self.session.list_tools, "tools")
        again, _ = await self.pages(self.session.list_tools, "tools")
        names = [tool.name for tool in self.tools]
        if names != [tool.name for tool in again]:
            return "the order is not the same again"
        if len(names) != len(set(names)) or set(names) != set(CALLS):
            return f"the tools are {names}, and calls are known of {sorted(CALLS)}"
        for tool in self.tools:
            if not re.fullmatch("[a-zA-Z0-9_-]{1,64}", tool.name):
                return f"clients refuse the name {tool.name}"
            if not tool.description or not tool.input_schema["properties"]:
                return f"{tool.name} is not described"
            if bool(tool.annotations) != (self.version != "2024-11-05"):
                return f"{tool.name} has annotations {tool.annotations} in {self.version}"
            shapes = [tool.title, tool.output_schema]
            if [bool(shape) for shape in shapes] != [self.has_shapes] * 2:
                return f"{tool.name} has {shapes} in {self.version}"
            for schema in (tool.input_schema, tool.output_schema or {"type": "object"}):
                jsonschema.Draft202012Validator.check_schema(schema)
                if schema["type"] != "object":
                    return f"a schema of {tool.name} is of no object"
            if tool.input_schema.get("additionalProperties") is not False:
                return f"{tool.name} takes unknown arguments"

    async def call_each(self):
        for name, calls in CALLS.items():
            for arguments in calls:

                async def action():
                    result = await self.session.call_tool(name, arguments)
                    return self.problem_of(result)

                await expect(f"{name} {json.dumps(arguments)[:60]}", action)

    def problem_of(self, result):
        """Why a result is no good one; the client itself held it against its schema."""
        if result.is_error:
            return result.content[0].text
        if (result.structured_content is not None) != self.has_shapes:
            return f"the structured content is {result.structured_content}"
        if not isinstance(self.content_of(result), dict):
            return "the content is no object"
        if self.has_shapes and json.loads(result.content[0].text) != result.structured_content:
            return "the text is not the structured content"

    @staticmethod
    def content_of(result):
        """What a tool returned, from the text where the revision knows no other place."""
        return result.structured_content or json.loads(result.content[0].text)

    async def chain(self):
        """A configuration is minted and used by its handle."""
        made = await self.session.call_tool("maker_configure", CALLS["maker_configure"][0])
        handle = self.content_of(made)["configuration"]
        arguments = {"prompt": "6 x 7?", "configuration": handle, "seed": 1}
        return self.problem_of(await self.session.call_tool("maker_vote", arguments))

    async def refused(self):
        """What does not fit the schema is an error for the model, or one of the protocol."""
        for name, arguments in REFUSED:

            async def action():
                try:
                    result = await self.session.call_tool(name, arguments)
                except MCPError as error:
                    return None if error.code == -32602 else f"the error is {error}"
                if not result.is_error:
                    return f"it is taken: {self.content_of(result)}"
                text = result.content[0].text
                return None if text and "\n" not in text else f"the error is {text!r}"

            await expect(f"refuses {name} {json.dumps(arguments)[:60]}", action)

    async def fails(self, action, code):
        try:
            found = await action
        except MCPError as error:
            return None if error.code == code else f"the error is {error.code} {error}"
        return f"there was no error but {found!r}"

    async def unknown_tool(self):
        return await self.fails(self.session.call_tool("no_such_tool", {}), -32602)

    async def unknown_resource(self):
        code = -32602 if self.is_modern else -32002
        uri = "makerlab://results/core/no-such-file.csv"
        return await self.fails(self.session.read_resource(uri), code)

    async def unknown_prompt(self):
        return await self.fails(self.session.get_prompt("no-such-prompt", {}), -32602)

    async def bad_cursor(self):
        params = types.PaginatedRequestParams(cursor="no such cursor")
        return await self.fails(self.session.list_tools(params=params), -32602)

    async def ping(self):
        if self.is_modern:
            return await self.fails(self.session.send_ping(), -32601)
        await self.session.send_ping()

    async def progress(self):
        """Progress grows up to the draws that the result tells; the last of it comes in any case."""
        told = []

        async def tell(progress, total, message):
            told.append((progress, total, message))

        # As many draws as the margin at least: the first is told at once, the last before the reply.
        arguments = CALLS["maker_vote"][0] | {"k": 20}
        call = self.session.call_tool("maker_vote", arguments, progress_callback=tell)
        result = await call
        if problem := self.problem_of(result):
            return problem
        used = self.content_of(result)["draws"]["used"]
        # The client tells in tasks of its own, which may come after the reply.
        with anyio.move_on_after(10):
            while not told or told[-1][0] < used:
                await anyio.sleep(0.005)
        steps = [step for step, _, _ in told]
        if len(steps) < 2 or sorted(set(steps)) != steps or steps[-1] != used:
            return f"progress of {used} draws is {told}"

    async def cancel(self):
        """A vote whose draws are under way for ever ends when it is cancelled, and so do they."""
        before = counts(self.faults)
        if before["in_flight"]:
            return f"{before['in_flight']} draws are under way before"
        async with anyio.create_task_group() as group:

            async def vote():
                result = await self.session.call_tool("maker_vote", UNDER_WAY)
                raise ValueError(f"there was a reply: {result.content[0].text}")

            group.start_soon(vote)
            await until("draws", self.faults, lambda n: n["received"] > before["received"])
            group.cancel_scope.cancel()
        after = await until("no draws", self.faults, lambda n: n["in_flight"] == 0)
        # A later call is answered, and asked for nothing more.
        result = await self.session.call_tool("maker_explain", CALLS["maker_explain"][0])
        if self.problem_of(result):
            return self.problem_of(result)
        if (now := counts(self.faults)["received"]) != after["received"]:
            return f"{now - after['received']} draws came after the cancellation"
        if after["answered"] != before["answered"]:
            return "a draw was answered"

    async def side_by_side(self):
        """A vote that never ends holds up nobody; each call gets its own answer."""
        found = {}
        async with anyio.create_task_group() as group:
            group.start_soon(self.session.call_tool, "maker_vote", UNDER_WAY)

            async def ask(steps):
                arguments = CALLS["maker_explain"][0] | {"steps": steps}
                result = await self.session.call_tool("maker_explain", arguments)
                found[steps] = self.content_of(result)
                if len(found) == 50:
                    group.cancel_scope.cancel()

            for steps in range(1000, 51000, 1000):
                group.start_soon(ask, steps)
        await until("no draws", self.faults, lambda n: n["in_flight"] == 0)
        wrong = [steps for steps, result in found.items() if result["steps"] != steps]
        if wrong or len(found) != 50:
            return f"{len(found)} answers, of them wrong: {wrong}"

    async def read_resources(self):
        resources, pages = await self.pages(self.session.list_resources, "resources")
        templates, _ = await self.pages(
            self.session.list_resource_templates, "resource_templates"
        )
        if not templates:
            return "there are no templates"
        if pages < 2:
            return f"{len(resources)} resources on one page show nothing of pages"
        addresses = [str(resource.uri) for resource in resources]
        if len(addresses) != len(set(addresses)):
            return "an address stands twice"
        kinds = {}
        for resource in resources:
            kinds.setdefault(resource.mime_type, resource)
        if not {"text/csv", "image/png"} <= set(kinds):
            return f"the types are {sorted(kinds)}"
        for kind, resource in kinds.items():
            (content,) = (await self.session.read_resource(str(resource.uri))).contents
            if str(content.uri) != str(resource.uri) or content.mime_type != kind:
                return f"{resource.uri} is {content.uri} of type {content.mime_type}"
            if isinstance(content, types.TextResourceContents):
                data = content.text.encode()
            else:
                data = base64.b64decode(content.blob, validate=True)
            if resource.size is not None and len(data) != resource.size:
                return f"{resource.uri} has {len(data)} bytes, not {resource.size}"
            if kind == "image/png" and not data.startswith(b"\x89PNG\r\n"):
                return f"{resource.uri} is no PNG"
        report(f"{len(resources)} resources on {pages} pages")

    async def prompts(self):
        prompts, _ = await self.pages(self.session.list_prompts, "prompts")
        if not prompts:
            return "there are no prompts"
        for prompt in prompts:
            names = [item.name for item in prompt.arguments or []]
            given = {name: NUMBERS.get(name, FILLED_IN) for name in names}
            result = await self.session.get_prompt(prompt.name, given)
            texts = [message.content.text for message in result.messages]
            if given and not any(FILLED_IN in text for text in texts):
                return f"{prompt.name} does not have what was filled in"
            needed = [item.name for item in prompt.arguments or [] if item.required]
            if needed:
                problem = await self.fails(self.session.get_prompt(prompt.name, {}), -32602)
                if problem:
                    return problem
            for name in NUMBERS.keys() & set(names):
                wrong = given | {name: FILLED_IN}
                problem = await self.fails(self.session.get_prompt(prompt.name, wrong), -32602)
                if problem:
                    return problem

    async def all(self):
        for name in (
            "server list_tools chain progress unknown_tool unknown_resource unknown_prompt "
            "bad_cursor ping read_resources prompts side_by_side cancel"
        ).split():
            await expect(name, getattr(self, name))
        await self.call_each()
        await self.refused()


@asynccontextmanager
async def opened(revision, wire, command):
    """A session in the revision that is asked for."""
    transport = wire.connect(command, dict(os.environ))
    if revision in ("auto", "pinned"):
        mode = MODERN if revision == "pinned" else "auto"
        async with Client(transport, mode=mode, cache=None) as client:
            yield client.session
        return
    async with transport as streams, ClientSession(*streams) as session:
        if revision == MODERN:
            await session.discover()
        elif revision == LATEST_HANDSHAKE_VERSION:
            await session.initialize()
        else:
            result = await session.send_request(
                types.InitializeRequest(
                    params=types.InitializeRequestParams(
                        protocol_version=revision,
                        capabilities=types.ClientCapabilities(),
                        client_info=types.Implementation(name="checks", version="1"),
                    )
                ),
                types.InitializeResult,
            )
            session.adopt(result)
            await session.send_notification(types.InitializedNotification())
        yield session


async def main(revision, faults, command):
    wire = Wire()
    wanted = MODERN if revision in ("auto", "pinned") else OFFERED.get(revision, revision)
    async with opened(revision, wire, command) as session:
        wire.version = session.protocol_version
        if wire.version != wanted:
            report("revision", f"the server chose {wire.version}, not {wanted}")
        await Conversation(session, faults, revision == "pinned").all()
    report(f"exit code {wire.exit_code}", None if wire.exit_code == 0 else "it is not 0")
    report(f"{wire.requests} requests and {wire.replies} replies on the wire")
    # All that is cancelled here is votes of a model that never answers: no reply can be on its way.
    problem = f"there were replies to {wire.crossed}" if wire.crossed else None
    report(f"{len(wire.cancelled)} requests were cancelled", problem)
    if len(wire.cancelled) < 2:
        report("cancellations", f"only {list(wire.cancelled)} were cancelled on the wire")
    for problem in wire.problems:
        report("wire", problem)


if __name__ == "__main__":
    anyio.run(main, sys.argv[1], sys.argv[2], sys.argv[3:])
    sys.exit(1 if problems else 0)
