import Foundation
import MAKERCore
import NoisyChannels
import RandomStreams
import Storage

/// A recording as `recorded:FOLDER[#id][,resample]` names it.
struct RecordingChoice {
  /// The store, or the folder that holds it.
  let path: String
  /// First digits of the recording's id; nil where the store has one only.
  let prefix: String?
  /// Whether replies are drawn anew from the recorded ones of the same prompt and temperature.
  let isResampled: Bool
  /// What the id of the recording is; it and its store were found.
  private let recording: RecordingSource.Recording
  private let replies: RecordedReplies

  /// Whether a text is the name of a recording, right or wrong.
  static func isMeant(by text: String) -> Bool { text.hasPrefix("recorded:") }

  /// Finds the recording and reads its replies.
  ///
  /// - Parameters:
  ///   - text: As `recorded:Results/solves#3f2a,resample`.
  ///   - source: Where it stood, for errors.
  /// - Throws: `LabError`, or what the store refuses.
  init(_ text: String, source: String) throws {
    var rest = text.dropFirst("recorded:".count)
    isResampled = rest.hasSuffix(",resample")
    if isResampled { rest = rest.dropLast(",resample".count) }
    let parts = rest.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    prefix = parts.count > 1 ? String(parts[1]) : nil
    guard !path.isEmpty, prefix?.isEmpty != true else {
      throw UsageError.invalidValue(
        source: source, value: text, expected: "recorded:FOLDER[#id][,resample]")
    }
    let recordings = try RecordingSource(path)
    defer { recordings.store.close() }
    let found = try recordings.recordings(prefix) { _ in }
    guard found.count == 1 else {
      throw LabError(
        "\(source): \(path) has \(found.count) recordings; name one, as recorded:\(path)#\(found[0].name)"
      )
    }
    recording = found[0]
    replies = try recordings.replies(of: found[0])
  }

  /// What the channel is: the id of the recording, wherever its store lies.
  var canonical: String {
    "recorded:\(recording.stored.id)" + (isResampled ? ",resample" : "")
  }

  /// The channel.
  ///
  /// - Parameter root: Root of the streams that replies are drawn by where they are drawn anew.
  /// - Returns: The channel.
  func channel(root: StreamKey) -> RecordedChannel {
    RecordedChannel(replies, isResampled ? .resample(root) : .replay)
  }
}
