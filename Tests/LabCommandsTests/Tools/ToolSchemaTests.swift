import Testing
import TextFormats

@testable import LabCommands

@Suite struct ToolSchemaTests {
  @Test func everyKindOfArgumentHasItsSchema() {
    let expected = [
      #"{"type":"object","properties":{"#,
      #""steps":{"type":"integer","minimum":1,"maximum":4611686018427387904,"#,
      #""description":"steps, 1 to 2^62"},"#,
      #""token_limit":{"type":"number","exclusiveMinimum":0,"maximum":1,"#,
      #""description":"limit of steps, above 0, at most 1","default":0.5},"#,
      #""shares":{"type":"array","items":{"type":"number","minimum":0,"maximum":1},"#,
      #""minItems":2,"maxItems":3,"description":"shares, 0 to 1"},"#,
      #""mode":{"type":"string","enum":["fast","slow"],"description":"mode","default":"fast"},"#,
      #""k":{"anyOf":[{"type":"integer","minimum":1,"maximum":9},"#,
      #"{"type":"string","enum":["auto"]}],"description":"margin, 1 to 9","default":"auto"},"#,
      #""name":{"type":"string","minLength":1,"maxLength":8,"#,
      #""description":"a name; default: none"},"#,
      #""tag":{"type":"array","items":{"type":"string","minLength":0,"maxLength":8},"#,
      #""minItems":1,"maxItems":16,"description":"a tag"},"#,
      #""legality":{"type":"boolean","description":"check it","default":false},"#,
      #""labels":{"type":"object","maxProperties":3,"description":"labels"}},"#,
      #""required":["steps"],"additionalProperties":false}"#,
    ].joined()
    #expect(JSONText.compact(ToolSchema.input(ToolFixture.tool)) == expected)
  }

  @Test func resultsAreNullWhereTheyMayBe() {
    let expected = [
      #"{"type":"object","properties":{"#,
      #""mean":{"type":["number","null"],"description":"mean"},"#,
      #""word":{"type":"string","description":"word"},"#,
      #""kind":{"anyOf":[{"type":"string","enum":["a","b"]},{"type":"null"}],"#,
      #""description":"kind"}},"#,
      #""required":["mean","kind"],"additionalProperties":false}"#,
    ].joined()
    #expect(JSONText.compact(ToolSchema.output(ToolFixture.tool)) == expected)
  }

  /// What a client may send is bounded: no text and no list is without a greatest size.
  @Test(arguments: LabTools.all.map { $0.description.name })
  func everyInputIsBounded(name: String) throws {
    let tool = try #require(LabTools.all.first { $0.description.name == name }?.description)
    func check(_ schema: JSONValue, _ path: String) {
      let types = schema["type"]?.elements?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
      if types.contains("string"), schema["enum"] == nil, schema["const"] == nil {
        #expect(schema["maxLength"]?.integer != nil, "\(path) has no greatest length")
      }
      if types.contains("array") {
        #expect(schema["maxItems"]?.integer != nil, "\(path) has no greatest count")
        if let items = schema["items"] { check(items, path + "/items") }
      }
      if types.contains("object") {
        let isBounded =
          schema["additionalProperties"]?.bool == false || schema["maxProperties"]?.integer != nil
        #expect(isBounded, "\(path) may have any members")
      }
      for (name, member) in schema["properties"]?.members ?? [] { check(member, path + "/" + name) }
      for member in schema["anyOf"]?.elements ?? [] { check(member, path + "/anyOf") }
    }
    let schema = ToolSchema.input(tool)
    check(schema, name)
    #expect(schema["additionalProperties"]?.bool == false)
    let text = JSONText.compact(schema)
    #expect(!text.contains("--"), "an option of the command line is named")
    #expect(!text.contains(/\bauto\b/), "a word of the command line is named")
    if let seed = schema["properties"]?["seed"] {
      #expect(seed["maximum"]?.integer == 9_007_199_254_740_991, "every client can give it again")
    }
  }

  @Test func toolsHaveNamesOfTheirOwn() {
    let names = LabTools.all.map { $0.description.name }
    #expect(Set(names).count == names.count)
    for tool in LabTools.all.map({ $0.description }) {
      let parameters = tool.parameters.map(\.name)
      #expect(Set(parameters).count == parameters.count)
      let outputs = tool.outputs.map(\.name)
      #expect(Set(outputs).count == outputs.count)
      for name in [tool.name] + parameters + outputs {
        #expect(name.wholeMatch(of: /[a-z][a-z0-9_]{0,63}/) != nil, "\(tool.name): \(name)")
      }
    }
  }

  /// The examples of the tables are taken by the tools.
  @Test(arguments: LabTools.all.map { $0.description.name })
  func examplesFitTheTable(name: String) throws {
    let tool = try #require(LabTools.all.first { $0.description.name == name }?.description)
    let schema = try JSONSchema(ToolSchema.input(tool))
    #expect(!tool.examples.isEmpty)
    for example in tool.examples {
      let json = try ToolFixture.json(example.arguments)
      #expect(schema.problem(with: json) == nil, "\(example.arguments)")
      _ = try ToolArguments(json, for: tool)
    }
  }
}
