"""Holds wire formats against the official clients of their providers: openai, anthropic, ollama.

  provider_sdks.py talk http://127.0.0.1:PORT KEY   talks to a server by the three clients
  provider_sdks.py requests                         checks bodies of requests, a JSON line each
  provider_sdks.py replies                          checks bodies of replies, a JSON line each

A line is {"format": "openai-chat", "body": {...}, "allowed": ["top_k"]}: formats are openai-chat,
openai-completions, anthropic and ollama; `allowed` names members that the client's types lack and the
provider takes all the same.  Prints {"check": ..., "problem": ... or null} a line; ends with 1 where
there was a problem.
"""

import json
import sys
import typing

import anthropic
import ollama
import openai
import pydantic
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming
from ollama._types import ChatRequest
from openai.types import Completion
from openai.types.chat import ChatCompletion
from openai.types.chat.completion_create_params import (
    CompletionCreateParamsNonStreaming as ChatParams,
)
from openai.types.completion_create_params import (
    CompletionCreateParamsNonStreaming as CompletionParams,
)

REQUESTS = {
    "openai-chat": ChatParams,
    "openai-completions": CompletionParams,
    "anthropic": MessageCreateParamsNonStreaming,
    "ollama": ChatRequest,
}
REPLIES = {
    "openai-chat": ChatCompletion,
    "openai-completions": Completion,
    "anthropic": anthropic.types.Message,
    "ollama": ollama.ChatResponse,
}
problems = 0


def report(check, problem=None):
    global problems
    problems += problem is not None
    print(json.dumps({"check": check, "problem": problem}), flush=True)


def names(kind):
    """Names of the members of a type, as they stand in JSON."""
    if not hasattr(kind, "model_fields"):
        return set(typing.get_type_hints(kind))
    return {field.alias or name for name, field in kind.model_fields.items()}


def consumed(value):
    """The value with every lazy list in it looked at, so that its items are checked."""
    if isinstance(value, dict):
        return {key: consumed(item) for key, item in value.items()}
    if isinstance(value, pydantic.BaseModel) or isinstance(value, (str, bytes)):
        return value
    if hasattr(value, "__iter__"):
        return [consumed(item) for item in value]
    return value


def strangers(value, path=""):
    """Members of a model, and of the models in it, that its type does not have."""
    if isinstance(value, pydantic.BaseModel):
        found = [path + name for name in value.model_extra or {}]
        for name in value.model_fields_set:
            found += strangers(getattr(value, name, None), f"{path}{name}.")
        return found
    if isinstance(value, (list, tuple)):
        return [name for item in value for name in strangers(item, path)]
    return []


def check_request(form, body, allowed):
    kind = REQUESTS[form]
    unknown = set(body) - names(kind) - set(allowed)
    if unknown:
        raise ValueError(f"unknown members: {sorted(unknown)}")
    known = {name: value for name, value in body.items() if name not in allowed}
    for message in body.get("messages", []):
        if set(message) != {"role", "content"}:
            raise ValueError(f"a message has {sorted(message)}")
    if form == "ollama":
        unknown = set(body.get("options") or {}) - names(ollama.Options) - set(allowed)
        if unknown:
            raise ValueError(f"unknown options: {sorted(unknown)}")
        # The type of the request itself takes any mapping for these two.
        ollama.Options.model_validate(body.get("options") or {}, strict=True)
        for message in body["messages"]:
            ollama.Message.model_validate(message, strict=True)
    adapter = pydantic.TypeAdapter(kind)
    consumed(adapter.validate_python(known, strict=True))


def check_reply(form, body, allowed=()):
    reply = REPLIES[form].model_validate_json(json.dumps(body), strict=True)
    unknown = set(strangers(reply)) - set(allowed)
    if form == "ollama":
        unknown |= set(body) - names(ollama.ChatResponse)
        unknown |= set(body["message"]) - names(ollama.Message)
    if unknown:
        raise ValueError(f"unknown members: {sorted(unknown)}")
    return reply


def check_lines(check):
    for number, line in enumerate(sys.stdin):
        item = json.loads(line)
        try:
            check(item["format"], item["body"], item.get("allowed", []))
            report(f"{number}: {item['format']}")
        except Exception as error:
            report(f"{number}: {item['format']}", f"{type(error).__name__}: {error}"[:2000])


class Clients:
    """The three clients, asking with one more header."""

    def __init__(self, root, key, retries=0, timeout=20):
        self.openai = openai.OpenAI(
            base_url=f"{root}/v1", api_key=key, max_retries=retries, timeout=timeout
        )
        self.anthropic = anthropic.Anthropic(
            base_url=root, api_key=key, max_retries=retries, timeout=timeout
        )
        self.ollama = ollama.Client(host=root, timeout=timeout)

    def ask(self, form, fault=None, model="m", **more):
        """Asks once; returns the body as JSON and the reply as the client reads it."""
        headers = {"x-fault": fault} if fault else {}
        prompt = [{"role": "user", "content": "question"}]
        if form == "openai-chat":
            create = self.openai.chat.completions.with_raw_response.create
            raw = create(model=model, messages=prompt, extra_headers=headers, **more)
        elif form == "openai-completions":
            create = self.openai.completions.with_raw_response.create
            raw = create(model=model, prompt="question", max_tokens=100, extra_headers=headers, **more)
        elif form == "anthropic":
            create = self.anthropic.messages.with_raw_response.create
            raw = create(model=model, max_tokens=100, messages=prompt, extra_headers=headers, **more)
        else:
            self.ollama._client.headers["x-fault"] = fault or ""
            reply = self.ollama.chat(model=model, messages=prompt, **more)
            return json.loads(reply.model_dump_json(exclude_unset=True)), reply
        return json.loads(raw.http_response.text), raw.parse()


def text_of(form, reply):
    if form == "openai-chat":
        return reply.choices[0].message.content
    if form == "openai-completions":
        return reply.choices[0].text
    if form == "anthropic":
        return "".join(block.text for block in reply.content if block.type == "text")
    return reply.message.content


def talk(root, key):
    clients = Clients(root, key)

    def expect(check, action):
        try:
            problem = action()
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        report(check, problem and str(problem)[:2000])

    def replies(form, fault=None, allowed=(), text=None):
        def action():
            body, reply = clients.ask(form, fault)
            check_reply(form, body, allowed)
            if text is not None and text_of(form, reply) != text:
                return f"the text is {text_of(form, reply)!r}, not {text!r}"

        expect(f"{form} replies, {fault or 'well'}", action)

    def refuses(form, fault, kind, test=lambda error: True, asker=clients, **more):
        def action():
            try:
                asker.ask(form, fault, **more)
            except kind as error:
                return None if test(error) else f"the error is {error!r}, {getattr(error, 'body', None)}"
            return "there was no error"

        expect(f"{form} refuses, {fault or more}", action)

    for form in REPLIES:
        replies(form, text="42")
        replies(form, "max-tokens", text="42")
        replies(form, "no-usage" if form != "anthropic" else None)
        replies(form, "slow:40", text="42")
        replies(form, "injection")
        replies(form, "ansi")
        replies(form, "control")
        replies(form, "blank", text="")
    replies("openai-chat", "content-filter")
    replies("openai-completions", "content-filter")
    replies("openai-chat", "tool-calls")
    replies("openai-chat", "refusal")
    replies("openai-chat", "thinking", ["choices.message.reasoning_content"], text="42")
    for fault in ("tool-calls", "refusal", "pause-turn", "thinking"):
        replies("anthropic", fault)
    replies("ollama", "tool-calls")
    replies("ollama", "thinking", text="42")

    wrong = Clients(root, "wrong-key")
    hasty = Clients(root, key, timeout=0.2)
    for form, sdk in (
        ("openai-chat", openai),
        ("openai-completions", openai),
        ("anthropic", anthropic),
    ):
        word = "code" if sdk is openai else "type"

        def says(value, word=word):
            def test(error):
                body = error.body if word == "code" else error.body["error"]
                return body[word] == value

            return test

        codes = ("invalid_api_key", "model_not_found", "rate_limit_exceeded")
        if sdk is anthropic:
            codes = ("authentication_error", "not_found_error", "rate_limit_error")
        refuses(form, None, sdk.AuthenticationError, says(codes[0]), asker=wrong)
        refuses(form, None, sdk.NotFoundError, says(codes[1]), model="other")
        refuses(form, "429-seconds:1", sdk.RateLimitError, says(codes[2]))
        refuses(form, "403", sdk.PermissionDeniedError)
        refuses(form, "400", sdk.BadRequestError)
        for fault in ("500", "502", "503", "529"):
            refuses(form, fault, sdk.InternalServerError)
        refuses(form, "drop", sdk.APIConnectionError)
        refuses(form, "reset", sdk.APIConnectionError)
        refuses(form, "half", Exception)
        refuses(form, "malformed", Exception)
        refuses(form, "timeout", sdk.APITimeoutError, asker=hasty)
    refuses("openai-chat", "429-quota", openai.RateLimitError, lambda e: e.code == "insufficient_quota")
    refuses(
        "anthropic", "529", anthropic.InternalServerError,
        lambda e: e.body["error"]["type"] == "overloaded_error" and e.body["request_id"] == e.request_id,
    )  # fmt: skip
    refuses(
        "anthropic", None, anthropic.BadRequestError,
        lambda e: "temperature: Extra inputs are not permitted" in str(e),
        extra_body={"temperature": 1.0},
    )  # fmt: skip
    for fault, status in (("429", 429), ("500", 500), ("503", 503)):
        refuses("ollama", fault, ollama.ResponseError, lambda e, s=status: e.status_code == s)
    refuses("ollama", None, ollama.ResponseError, lambda e: e.status_code == 404, model="other")
    refuses("ollama", "drop", Exception)
    refuses("ollama", "half", Exception)

    # The clients' own retries understand when they may come back.
    patient = Clients(root, key, retries=2)
    for form in ("openai-chat", "anthropic"):
        for fault in ("429-ms:1", "429-seconds:0", "500"):

            def action(form=form, fault=fault):
                import urllib.request

                def post(path, value):
                    data = json.dumps(value).encode()
                    urllib.request.urlopen(f"{root}{path}", data=data).read()

                post("/control/reset", {})
                post("/control", {"script": [fault, "ok"]})
                patient.ask(form)
                counts = json.load(urllib.request.urlopen(f"{root}/control/counts"))
                if (counts["received"], counts["answered"]) != (2, 1):
                    return f"counts are {counts}"

            expect(f"{form} comes back after {fault}", action)

    expect("openai lists models", lambda: None if [m.id for m in clients.openai.models.list()] == ["m"] else "other models")
    expect("anthropic lists models", lambda: None if [m.id for m in clients.anthropic.models.list()] == ["m"] else "other models")
    expect("ollama lists models", lambda: None if [m.model for m in clients.ollama.list().models] == ["m"] else "other models")


if __name__ == "__main__":
    if sys.argv[1] == "talk":
        talk(sys.argv[2], sys.argv[3])
    else:
        check_lines({"requests": check_request, "replies": check_reply}[sys.argv[1]])
    sys.exit(1 if problems else 0)
