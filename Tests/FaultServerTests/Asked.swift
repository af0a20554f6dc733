/// A request in one of the wire formats, with one prompt.
struct Asked {
  let path: String
  let text: String
  var headers: [String: String] = [:]

  var bytes: [UInt8] { Array(text.utf8) }

  static func chat(_ prompt: String, model: String = "m", more: String = "") -> Asked {
    Asked(
      path: "/v1/chat/completions",
      text:
        #"{"model": "\#(model)", "messages": [{"role": "user", "content": "\#(prompt)"}]\#(more)}"#)
  }

  static func completion(_ prompt: String, model: String = "m", more: String = "") -> Asked {
    Asked(
      path: "/v1/completions", text: #"{"model": "\#(model)", "prompt": "\#(prompt)"\#(more)}"#)
  }

  static func anthropic(_ prompt: String, model: String = "m", more: String = "") -> Asked {
    Asked(
      path: "/v1/messages",
      text: #"""
        {"model": "\#(model)", "max_tokens": 100, "messages": [{"role": "user", "content": \#
        "\#(prompt)"}]\#(more)}
        """#,
      headers: ["anthropic-version": "2023-06-01"])
  }

  static func ollama(_ prompt: String, model: String = "m", more: String = "") -> Asked {
    Asked(
      path: "/api/chat",
      text: #"""
        {"model": "\#(model)", "stream": false, "messages": [{"role": "user", "content": \#
        "\#(prompt)"}]\#(more)}
        """#)
  }

  /// One in each wire format.
  static func each(_ prompt: String, model: String = "m") -> [Asked] {
    [
      chat(prompt, model: model), completion(prompt, model: model),
      anthropic(prompt, model: model), ollama(prompt, model: model),
    ]
  }
}
