import Foundation
import MAKERCore

/// Tokens, money and time of draws.
struct DrawTotals {
  /// Draws that came; count.
  private(set) var draws = 0
  /// Tokens and cost of all; nil where one is unknown.
  private(set) var usage = Usage.zero
  /// Attempts beyond the first of each draw; count.
  private(set) var retries = 0
  private var latencies: [Int] = []
  private var rightTokens: [Int] = []

  /// Adds a draw.
  mutating func add(_ usage: Usage, latency: Int, attempts: Int, isRight: Bool) {
    draws += 1
    self.usage += usage
    retries += attempts - 1
    latencies.append(latency)
    if isRight, let tokens = usage.outputTokens { rightTokens.append(tokens) }
  }

  /// The latency that a share of the draws, unit 1, does not pass; seconds, nil without draws.
  func latency(_ share: Double) -> Double? {
    Self.quantile(latencies, share).map { Double($0) / 1e9 }
  }

  /// Mean latency; seconds, nil without draws.
  var meanLatency: Double? {
    draws > 0 ? latencies.reduce(0) { $0 + Double($1) } / 1e9 / Double(draws) : nil
  }

  /// Median tokens of right replies; tokens, nil where unknown.
  var medianRightTokens: Int? { Self.quantile(rightTokens, 0.5) }

  /// Standard deviation of the logarithm of the tokens of right replies; nil for fewer than two.
  var logSpread: Double? {
    let logs = rightTokens.map { log(Double(max(1, $0))) }
    guard logs.count > 1 else { return nil }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let sum = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (sum / Double(logs.count - 1)).squareRoot()
  }

  /// What one draw takes on average; nil where unknown or without draws.
  func mean(_ total: Double?) -> Double? {
    draws > 0 ? total.map { $0 / Double(draws) } : nil
  }

  /// Mean tokens of prompts.
  var meanInput: Double? { mean(usage.inputTokens.map(Double.init)) }
  /// Mean tokens of replies.
  var meanOutput: Double? { mean(usage.outputTokens.map(Double.init)) }
  /// Mean cost, in the money of the prices.
  var meanCost: Double? { mean(usage.cost) }

  private static func quantile(_ values: [Int], _ share: Double) -> Int? {
    guard !values.isEmpty else { return nil }
    let place = Int((share * Double(values.count)).rounded(.up)) - 1
    return values.sorted()[max(0, place)]
  }
}
