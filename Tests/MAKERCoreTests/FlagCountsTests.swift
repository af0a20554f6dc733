import Foundation
import MAKERCore
import Testing

@Suite struct FlagCountsTests {
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
