import Foundation
import MAKERCore
import Testing

@Suite struct FlagCountsTests {
  @Test func countsEveryReasonByItself() {
    var counts = FlagCounts()
    for (index, flag) in RedFlag.allCases.enumerated() { counts[flag] += index }
    for (index, flag) in RedFlag.allCases.enumerated() { #expect(counts[flag] == index) }
    #expect(counts.total == (0..<RedFlag.allCases.count).reduce(0, +))
    #expect(counts.listed.map(\.flag) == Array(RedFlag.allCases.dropFirst()))
    #expect(counts.listed.map(\.count) == Array(1..<RedFlag.allCases.count))
  }

  @Test func addsReasonByReason() {
    var numbers = CaseNumbers(5)
    for _ in 0..<200 {
      var parts: [FlagCounts] = []
      for _ in 0..<2 {
        var counts = FlagCounts()
        for flag in RedFlag.allCases {
          counts[flag] = Int.random(in: 0...1_000_000, using: &numbers)
        }
        parts.append(counts)
      }
      var sum = parts[0]
      sum += parts[1]
      for flag in RedFlag.allCases { #expect(sum[flag] == parts[0][flag] + parts[1][flag]) }
      #expect(sum.total == parts[0].total + parts[1].total)
    }
  }

  @Test func areWrittenByReason() throws {
    var flags = FlagCounts()
    flags[.tooLong] = 2
    #expect(String(decoding: try JSONEncoder().encode(flags), as: UTF8.self) == #"{"too long":2}"#)
    for (index, flag) in RedFlag.allCases.enumerated() { flags[flag] = index + 1 }
    #expect(try JSONDecoder().decode(FlagCounts.self, from: JSONEncoder().encode(flags)) == flags)
  }

  @Test(arguments: [#"{"odd":1}"#, #"{"empty":-1}"#, #"{"empty":0.5}"#, "[0,0,0,0,0,0,0,0]"])
  func othersAreRefused(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FlagCounts.self, from: Data(text.utf8))
    }
  }
}
