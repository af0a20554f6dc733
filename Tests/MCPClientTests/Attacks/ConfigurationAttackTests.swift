import Testing
import TextFormats

/// A client cannot have a server keep more than it has room for.
@Suite(.timeLimit(.minutes(10))) struct ConfigurationAttackTests {
  /// Configurations are refused from 16 MiB on, in one line; those that live are what they were, and so is
  /// the server.
  @Test func configurationsOfAClientAreBoundedTogether() throws {
    let server = try ServerProcess()
    let numbers = (0..<130_000).map { JSONValue.int($0 % 10) }
    func mint(_ number: Int) throws -> JSONValue {
      let schema = JSONValue.object([("const", .array(numbers)), ("title", .string("\(number)"))])
      return try server.call(
        "maker_configure", .object([("k", .int(2)), ("json_schema", schema)]))
    }
    var handles: [JSONValue] = []
    var refusal: String?
    // Were there no bound, 100 of them would be 26 MB.
    for number in 0..<100 where refusal == nil {
      let reply = try mint(number)
      refusal = reply.complaint
      if let handle = reply.structured?["configuration"] { handles.append(handle) }
    }
    #expect(handles.count == 64, "64 times 260,000 bytes are 16 MiB but for a rest")
    let complaint = try #require(refusal)
    #expect(complaint.contains("64 live, of 16"), "\(complaint)")
    #expect(complaint.contains("16777216 bytes are the most; the next ends at 2"), "\(complaint)")
    #expect(!complaint.contains { $0.isNewline } && complaint.utf8.count < 300)
    let small = try server.call("maker_configure", #"{"k": 3, "channel": "simulated:p=1"}"#)
    #expect(small.complaint == nil, "the rest holds a small one: \(small.complaint ?? "")")
    let handle = try #require(small.structured?["configuration"])
    let vote = try server.call(
      "maker_vote", .object([("prompt", .string("?")), ("configuration", handle)]))
    #expect(vote.structured?["lead"]?.integer == 3, "\(vote.complaint ?? "")")
    for handle in [handles.first, handles.last] {
      let checked = try server.call(
        "maker_validate",
        .object([("reply", .string("1")), ("configuration", try #require(handle))]))
      #expect(checked.structured?["valid"]?.bool == false, "\(checked.complaint ?? "")")
    }
    #expect(try server.end().code == 0)
    LineAttackTests.expectQuiet(server)
  }
}
