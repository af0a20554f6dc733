import Analysis
import MAKERCore
import Testing

/// Copies of one long text, by the channel that they came from.
struct IdenticalRepliesTests {
  private func draws(_ channel: String, _ text: String, _ count: Int, at temperature: Double = 1)
    -> [RecordedDraw]
  {
    (0..<count).map { draw in
      let place = DrawCoordinates(trial: 0, step: 0, draw: draw)
      return RecordedDraw(
        key: DrawKey(recording: channel, coordinates: place, request: "\(place)"),
        prompt: Prompt(instructions: "answer", step: "question"), temperature: temperature,
        channel: channel, body: Array("{}".utf8), text: Array(text.utf8))
    }
  }

  private let long = String(repeating: "a", count: 200)
  private let other = String(repeating: "b", count: 200)

  @Test func copiesOnOneOfTwoChannelsAreFound() throws {
    let mixed = draws("x:1", long, 3) + draws("x:2", other, 1) + draws("x:2", long, 3)
    let finding = try #require(IdenticalReplies.finding(in: mixed))
    #expect(finding.kind == .identicalReplies)
    #expect(finding.reason.contains("all 3 draws"), "\(finding.reason)")
    #expect(finding.reason.contains("on one of 2 channels"), "\(finding.reason)")
    #expect(finding.reason.contains("200 bytes"), "\(finding.reason)")
    let alone = try #require(IdenticalReplies.finding(in: draws("x:1", long, 4)))
    #expect(!alone.reason.contains("channels"), "\(alone.reason)")
  }

  /// Two channels that say the same are two that agree.
  @Test func drawsOfSeveralChannelsAreNotPutTogether() {
    let two = draws("x:1", long, 2)
    #expect(IdenticalReplies.finding(in: two + draws("x:2", long, 2)) == nil)
    #expect(IdenticalReplies.finding(in: two + draws("x:1", other, 1)) == nil)
    #expect(IdenticalReplies.finding(in: two + draws("x:1", long, 1, at: 0)) == nil)
    #expect(IdenticalReplies.finding(in: draws("x:1", String(long.dropLast()), 3)) == nil)
    #expect(IdenticalReplies.finding(in: two + draws("x:1", long, 1)) != nil)
  }
}
