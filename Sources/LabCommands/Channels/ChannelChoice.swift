import MAKERCore

/// What a `--channel` text stands for.
enum ChannelChoice: Equatable {
  /// A simulated model.
  case simulated(ChannelSpec)

  /// Reads a text, or the profile file of that name.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - source: Where it stood, for errors.
  /// - Throws: `LabError` or `UsageError` in one line.
  init(_ text: String, source: String) throws {
    self = .simulated(try ChannelSpec(text, source: source))
  }

  /// The simulated model; nil where another channel answers.
  var simulated: ChannelSpec? {
    switch self {
    case .simulated(let spec): spec
    }
  }

  /// What the channel is, in one way whatever the spelling: part of what identifies a run.
  var canonical: String {
    switch self {
    case .simulated(let spec): spec.canonical
    }
  }

  /// Whether replies are waited for.
  var isRealTime: Bool {
    switch self {
    case .simulated(let spec): spec.isRealTime
    }
  }
}
