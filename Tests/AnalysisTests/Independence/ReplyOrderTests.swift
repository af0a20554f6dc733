import MAKERCore
import Testing

@testable import Analysis

/// One question whose eight replies are four of one text and four of another, in a given order.
struct ReplyOrderTests {
  private func order(_ texts: String, ofRace: Int, _ pairs: ReplyOrder.Pairs) -> ReplyOrder {
    let draws = texts.utf8.enumerated().map { index, text in
      AuditedDraw(
        RecordedDraw(
          key: DrawKey(
            recording: "",
            coordinates: DrawCoordinates(
              trial: index / ofRace, step: 0, draw: index % ofRace), request: "\(index)"),
          prompt: Prompt(instructions: "", step: "q"), temperature: 1, channel: "", body: [],
          text: [text]), isUsual: true)
    }
    return ReplyOrder(AuditedQuestion.all(draws), pairs)
  }

  @Test func neighboursAreCounted() {
    // Of the 70 orders of four and four, 2 have six equal neighbours.
    let sorted = order("aaaabbbb", ofRace: 8, .neighbours)
    #expect(sorted.found == 6 && sorted.pairs == 7)
    #expect(abs(sorted.expected - 3) < 1e-12)
    // Ten of the shuffles tell the share with a standard error of about a third of it.
    #expect(sorted.pValue > 2.0 / 70 / 3 && sorted.pValue < 2.0 / 70 * 3, "\(sorted.pValue)")
    let alternating = order("abababab", ofRace: 8, .neighbours)
    #expect(alternating.found == 0 && alternating.pValue == 1)
  }

  @Test func pairsOfARaceAreCounted() {
    // Equal pairs in every race of two: the pairs choose 2 of 4 races, of 70 orders 6.
    let paired = order("aabbaabb", ofRace: 2, .ofOneRace)
    #expect(paired.found == 4 && paired.pairs == 4)
    #expect(abs(paired.expected - 12.0 / 7) < 1e-12)
    #expect(paired.pValue > 6.0 / 70 / 3 && paired.pValue < 6.0 / 70 * 3, "\(paired.pValue)")
  }

  @Test func repliesThatNeverDifferHaveNoOrder() {
    let same = order("aaaaaa", ofRace: 3, .neighbours)
    #expect(same.pairs == 0 && same.pValue == 1)
  }

  @Test func onlyAsManyDrawsOfARaceCountAsEveryRaceHas() throws {
    let races = ["ab", "aabb"].enumerated().flatMap { trial, texts in
      texts.utf8.enumerated().map { draw, text in
        AuditedDraw(
          RecordedDraw(
            key: DrawKey(
              recording: "",
              coordinates: DrawCoordinates(trial: trial, step: 0, draw: draw), request: ""),
            prompt: Prompt(instructions: "", step: "q"), temperature: 1, channel: "", body: [],
            text: [text]), isUsual: true)
      }
    }
    let question = try #require(AuditedQuestion.all(races).first)
    #expect(question.texts == [[0, 1], [0, 0]])
  }
}
