/// What error bodies say between their lines, by the words that providers use.
enum ErrorWords {
  /// Codes of an account that nothing but money, or the next month, can help.
  private static let outOfMoney: Set<String> = [
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error",
    "credit_balance_exhausted", "enforced_spend_limit_reached",
  ]

  /// Whether to ask again later is of no use although the status may say so.
  static func isOutOfMoney(_ body: ErrorBody) -> Bool {
    if !outOfMoney.isDisjoint(with: body.codes) { return true }
    let message = start(of: body)
    return ["credit balance is too low", "api usage limits"].contains { message.contains($0) }
  }

  /// Parameters that requests of ours have, which are the same at every draw.
  private static let parameters = [
    "temperature", "top_p", "top_k", "min_p", "max_tokens", "max_completion_tokens",
    "reasoning_effort", "output_config", "stop_sequences", "stop", "seed", "model", "think",
    "num_predict", "stream", "thinking",
  ]

  /// The parameter at fault; nil where the prompt is, or nobody says.
  static func parameter(in body: ErrorBody) -> String? {
    // A prompt that is too long names the limit of tokens, too, and is still the prompt's fault.
    if body.codes.contains("context_length_exceeded") { return nil }
    if let named = body.parameter {
      return parameters.first { $0 == named.prefix { !".[".contains($0) } }
    }
    let message = start(of: body)
    return parameters.first { name in
      message.hasPrefix("\(name):") || message.hasPrefix("\(name).")
        || message.hasSuffix("argument supplied: \(name)")
        || ["'\(name)'", "`\(name)`", "\"\(name)\""].contains { message.contains($0) }
    }
  }

  private static func start(of body: ErrorBody) -> String {
    (body.message.map { ServerText.line($0) } ?? "").lowercased()
  }
}
