import MAKERCore

/// Why a reply ends, in the words of providers.
enum FinishWord {
  /// Reads a provider's word; one that is missing or unknown is `other`.
  static func finish(_ word: String?) -> Reply.Finish {
    switch word {
    case "stop", "end_turn", "stop_sequence": .stop
    case "length", "max_tokens", "max_output_tokens", "model_length",
      "model_context_window_exceeded":
      .length
    default: .other
    }
  }

  /// Whether a word says that the model or a filter refuses.
  static func isRefusal(_ word: String?) -> Bool {
    word == "content_filter" || word == "refusal"
  }
}

extension Answer {
  /// The answer, unless it is a refusal without a text.
  ///
  /// - Parameter words: What the refusal says, where it is one; nil for none.
  /// - Returns: The same answer.
  /// - Throws: `ChannelFailure`, refused.
  func unlessRefused(_ words: String?) throws(ChannelFailure) -> Answer {
    guard text.isEmpty, words != nil || FinishWord.isRefusal(finishReason) else { return self }
    let said = words.map { ": \(ServerText.line($0))" } ?? ""
    throw ChannelFailure(
      .refused, "the model refuses this prompt (\(finishReason ?? "no reason"))\(said)")
  }
}
