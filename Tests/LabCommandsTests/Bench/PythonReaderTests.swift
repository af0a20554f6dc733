import LabCommands
import Testing

/// The peer of the benchmark does the same work as ours; how fast is not tested.
@Suite struct PythonReaderTests {
  @Test func pythonCountsTheSameVotes() throws {
    let solve = try TextSolve()
    let replies = try solve.replies(steps: 150)
    let ours = try solve.run(steps: 150)
    #expect(replies.count == ours.draws && ours.votes < ours.draws)
    let theirs = try PythonReader(replies).run()
    #expect(theirs.draws == ours.draws && theirs.votes == ours.votes && theirs.races == 150)
    // One reply of each race is missing: fewer votes, and races that end late.
    let fewer = try PythonReader(replies.filter { $0 != replies[0] }).run()
    #expect(fewer.draws < ours.draws && fewer.races < 150)
  }

  @Test func withoutPythonItSaysSo() throws {
    let reader = try PythonReader([Array("nothing".utf8)])
    let error = #expect(throws: LabError.self) { try reader.run(python: "no-such-python3") }
    #expect("\(try #require(error))".contains("needs no-such-python3, which does not run here"))
  }
}
