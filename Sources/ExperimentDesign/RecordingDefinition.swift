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

  /// Further lines `key=value`, of what else every draw of the recording was asked with.
  package var further: [String]

  /// Makes a definition; see the properties.
  package init(
    channel: String, task: String, start: String, seed: Int, further: [String] = []
  ) {
    self.channel = channel
    self.task = task
    self.start = start
    self.seed = seed
    self.further = further
  }

  /// The definition as lines `key=value`, whose hash is the id.
  package var text: String {
    (["channel=\(channel)", "seed=\(seed)", "start=\(start)", "task=\(task)"] + further)
      .joined(separator: "\n")
  }

  /// Id of the recording.
  package var id: StrongID { StrongID(of: text) }

  /// Reads a definition; nil where the text is none.
  package init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.allSatisfy({ $0.contains("=") }) else { return nil }
    func value(_ line: Int, _ key: String) -> String? {
      lines[line].hasPrefix(key + "=") ? String(lines[line].dropFirst(key.count + 1)) : nil
    }
    guard let channel = value(0, "channel"), let seed = value(1, "seed").flatMap({ Int($0) }),
      let start = value(2, "start"), let task = value(3, "task")
    else { return nil }
    self.init(
      channel: channel, task: task, start: start, seed: seed,
      further: lines.dropFirst(4).map(String.init))
    guard self.text == text else { return nil }
  }
}
