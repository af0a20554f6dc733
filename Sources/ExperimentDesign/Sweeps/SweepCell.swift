package import MAKERCore

/// One setting of all factors of a sweep.
package struct SweepCell: Hashable, Sendable {
  /// Channel as the definition gives it.
  package let channel: String
  /// Temperatures of a race's draws.
  package let temperature: SweepTemperature
  /// How replies are read.
  package let reading: ReplyReading
  /// Most votes of a race.
  package let cap: Int
  /// Margin k; votes.
  package let margin: Int
  /// Most draws of a race, flagged ones counted.
  package let drawLimit: Int
  /// Token limit that replies are judged by; tokens, nil for the channel's own.
  package let tokenLimit: Int?

  /// What draws are shared by: cells that differ in reading, cap or margin read the same ones.
  package struct Source: Hashable, Sendable {
    /// Channel as the definition gives it.
    package let channel: String
    /// Temperatures of a race's draws.
    package let temperature: SweepTemperature
  }

  /// What the cell shares its draws by.
  package var source: Source { Source(channel: channel, temperature: temperature) }

  /// How every step is voted on; failed draws are asked again by the channel alone.
  package var policy: VotingPolicy {
    VotingPolicy(
      rule: RaceRule(margin: margin), cap: cap, drawLimit: drawLimit,
      temperature: temperature.policy,
      redFlags: RedFlagPolicy(tokenLimit: tokenLimit, reading: reading), attempts: 1)
  }

  /// The setting in words, `openai:gpt-4.1-mini T=0.3 k=2`.
  package var setting: String {
    "\(channel) T=\(temperature) \(reading.rawValue) cap=\(cap) k=\(margin)"
  }

  /// What ends the trials of a cell and its races, in words.
  package func stopRule(trials: Int) -> String {
    "\(trials) trials, cap \(cap) votes, \(drawLimit) draws"
  }
}
