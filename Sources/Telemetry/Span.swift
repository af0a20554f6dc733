import MAKERCore

/// A span of a trace, over and ready to be sent.
struct Span {
  /// Who began what the span stands for.
  enum Kind: Int {
    case `internal` = 1
    case client = 3
  }

  /// A moment within a span.
  struct Moment {
    var time: Int
    var name: String
    var attributes: Attributes
  }

  var context: TraceContext
  var parent: String?
  var name: String
  var kind = Kind.internal
  /// Times since the beginning of 1970, UTC; nanoseconds.
  var start: Int
  var end: Int
  var attributes = Attributes()
  var moments: [Moment] = []
  /// Moments left out; count.
  var droppedMoments = 0
  /// Why it went wrong; nil where it did not.
  var error: String?
}

/// Named values of a span, as OTLP's JSON has them.
struct Attributes {
  enum Value {
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
  }

  private(set) var list: [(key: String, value: Value)] = []

  /// Adds a value; one that is unknown is left out.
  mutating func set(_ key: String, _ value: Value?) {
    if let value { list.append((key, value)) }
  }

  /// Adds an integer; one that is unknown is left out.
  mutating func set(_ key: String, _ value: Int?) { set(key, value.map(Value.int)) }

  /// Adds a text; one that is unknown is left out.
  mutating func set(_ key: String, _ value: String?) { set(key, value.map(Value.string)) }

  /// Adds tokens, by OpenTelemetry's conventions for generative models, and cost, where known.
  mutating func set(_ usage: Usage) {
    set("gen_ai.usage.input_tokens", usage.inputTokens)
    set("gen_ai.usage.output_tokens", usage.outputTokens)
    set("makerlab.cost", usage.cost.map(Value.double))
  }

  /// Adds the flags that occurred.
  mutating func set(_ flags: FlagCounts) {
    for (flag, count) in flags.listed {
      set("makerlab.flags.\(flag.rawValue.replacing(" ", with: "_"))", count)
    }
  }
}
