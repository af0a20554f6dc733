import Testing
import TextFormats

@testable import LabCommands

@Suite struct ToolArgumentsTests {
  @Test func membersBecomeOptions() throws {
    let arguments = try ToolFixture.arguments(
      #"{"steps": 1.5e3, "token_limit": 0.50, "shares": [0.5, 5e-1], "mode": "slow", "k": 3, "#
        + #""name": "a,b", "tag": ["x", "--y"], "legality": true, "labels": {"a": 1}}"#)
    let options = arguments.options
    #expect(try options.integer("steps") == 1500)
    #expect(options.string("steps") == "1.5e3")
    #expect(options.string("token-limit") == "0.50")
    #expect(try options.numbers("shares") == [0.5, 0.5])
    #expect(options.string("mode") == "slow")
    #expect(try options.value("k")?.integer() == 3)
    #expect(options.string("name") == "a,b")
    #expect(options.values("tag").map(\.text) == ["x", "--y"])
    #expect(options.flag("legality"))
    #expect(arguments["labels"]?["a"]?.integer == 1)
  }

  @Test func whatIsAbsentNullOrFalseIsNotGiven() throws {
    let arguments = try ToolFixture.arguments(
      #"{"steps": 1, "k": null, "name": null, "legality": false}"#)
    #expect(arguments.options.value("k") == nil)
    #expect(arguments.options.value("mode") == nil)
    #expect(!arguments.options.flag("legality"))
    #expect(arguments["name"] == nil)
    #expect(arguments["mode"] == nil)
  }

  @Test(arguments: [
    (#"[]"#, "the arguments of fixture must be an object"),
    (#"{}"#, "steps is required"), (#"{"steps": null}"#, "steps is required"),
    (#"{"steps": 1, "nam": "x"}"#, #"fixture takes no argument "nam"; did you mean name?"#),
    (#"{"steps": 1, "token-limit": 1}"#, #"did you mean token_limit?"#),
    (#"{"steps": 1, "legality": 1}"#, "legality must be true or false"),
    (#"{"steps": 1, "name": "123456789"}"#, "name must be 1 to 8 bytes of UTF-8, not 9"),
    (#"{"steps": 1, "name": "ééééé"}"#, "name must be 1 to 8 bytes of UTF-8, not 10"),
    (#"{"steps": 1, "name": ""}"#, "name must be 1 to 8 bytes of UTF-8, not 0"),
    (#"{"steps": 1, "shares": [1]}"#, "shares must be a list of 2 to 3 numbers, not of 1"),
    (#"{"steps": 1, "shares": [1, "0"]}"#, "shares must be a list of numbers"),
    (#"{"steps": {}}"#, "steps must be a number, a text or a list"),
  ])
  func whatDoesNotFitIsRefused(text: String, message: String) throws {
    #expect(try ToolFixture.refusal(text)?.contains(message) == true, "\(text)")
  }

  @Test func anOptionIsNotRepeatedWithoutEnd() throws {
    let tags = Array(repeating: #""x""#, count: 17).joined(separator: ",")
    #expect(
      try ToolFixture.refusal(#"{"steps": 1, "tag": [\#(tags)]}"#)
        == "tag must have at most 16 elements")
  }
}
