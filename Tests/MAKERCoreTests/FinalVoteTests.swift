import MAKERCore
import Testing

@Suite struct FinalVoteTests {
  static func index(_ text: String, of candidates: Int) -> Result<Int, RedFlag> {
    do throws(RedFlag) {
      return .success(try FinalVote.index(in: text.utf8.span, of: candidates))
    } catch { return .failure(error) }
  }

  @Test(
    arguments: [
      ("vote: 1", 0), ("It is 7.\nVote:  3 \n", 2), ("vote: 1\nvote: 2", 1), ("vote:3", 2),
    ])
  func readsANumber(text: String, index: Int) {
    #expect(Self.index(text, of: 3) == .success(index))
  }

  @Test(
    arguments: [
      ("1", .noAction), ("", .noAction), ("vote: 1\nor 2", .noAction), ("my vote: 1", .noAction),
      ("vote: 0", .badAction), ("vote: 4", .badAction), ("vote: -1", .badAction),
      ("vote: 01", .badAction), ("vote: 1.", .badAction), ("vote: one", .badAction),
      ("vote: 1 2", .badAction), ("vote: 99999999999999999999", .badAction),
    ] as [(String, RedFlag)])
  func flagsWhatIsNoCandidate(text: String, flag: RedFlag) {
    #expect(Self.index(text, of: 3) == .failure(flag), "\(text)")
  }
}
