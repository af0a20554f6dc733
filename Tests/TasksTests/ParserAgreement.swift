import MAKERCore
import RandomStreams
import Tasks
import Testing

/// Holds our parsers against the paper's on spoiled replies.
struct ParserAgreement {
  /// Readings of a reply by both; count.
  var equal = 0
  /// Readings that both refuse; count.
  var refused = 0
  /// Readings that only ours refuses, by the documented reason; count.
  var documented: [String: Int] = [:]

  /// Reads replies made from a seed.
  ///
  /// - Parameters:
  ///   - count: Replies; count.
  ///   - seed: Seed of the replies.
  /// - Throws: What keeps Python from running.
  init(replies count: Int, seed: Int) throws {
    var mutator = ReplyMutator(WordStream(StreamKey(seed: seed)))
    let questions = (0..<count).map { _ in mutator.next() }
    for (question, theirs) in zip(questions, try FlagParserReference.read(questions)) {
      compare(question, .flagging, theirs.flagging)
      compare(question, .repairing, theirs.repairing)
    }
  }

  private mutating func compare(
    _ question: FlagParserReference.Question, _ reading: ReplyReading,
    _ theirs: FlagParserReference.Reading
  ) {
    let probe = Probes.hanoi(question.disks)
    let ours = probe.read(question.reply, reading)
    switch (ours, theirs.answer) {
    case (.success(let answer), let their?) where probe.text(answer) == their: equal += 1
    case (.failure, nil): refused += 1
    case (.failure, .some) where !theirs.reasons.isEmpty:
      for reason in theirs.reasons { documented[reason, default: 0] += 1 }
    default:
      let reply = String(decoding: question.reply, as: UTF8.self).debugDescription
      Issue.record("\(reading), \(question.disks) disks, \(reply): \(ours), Python \(theirs)")
    }
  }
}
