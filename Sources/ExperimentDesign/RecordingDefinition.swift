/// What identifies a recording: one channel on one task with one seed.
///
/// Nothing of how steps are voted on is part of it, so that other margins, rules, caps and parsers share
/// its draws.
package struct RecordingDefinition: Hashable, Sendable {
  /// The channel, in the one way of writing it.
  package var channel: String
  /// Name of the task with its size, as `hanoi-5`; of a file of questions, with its digest.
  package var task: String
  /// The state before the first step, as the task writes it; one line.
  package var start: String
  /// Seed of the run; at least 0.
  package var seed: Int

  /// Makes a definition; see the properties.
  package init(channel: String, task: String, start: String, seed: Int) {
    self.channel = channel
    self.task = task
    self.start = start
    self.seed = seed
  }

  /// The definition as lines `key=value`, whose hash is the id.
  package var text: String {
    "channel=\(channel)\nseed=\(seed)\nstart=\(start)\ntask=\(task)"
  }

  /// Id of the recording.
  package var id: StrongID { StrongID(of: text) }

  /// Reads a definition; nil where the text is none, or has more to it.
  package init?(_ text: String) {
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let sign = line.firstIndex(of: "=") else { return nil }
      fields[line[..<sign]] = line[line.index(after: sign)...]
    }
    guard let channel = fields["channel"], let task = fields["task"], let start = fields["start"],
      let seed = fields["seed"].flatMap({ Int($0) })
    else { return nil }
    self.init(
      channel: String(channel), task: String(task), start: String(start), seed: seed)
    guard self.text == text else { return nil }
  }
}
