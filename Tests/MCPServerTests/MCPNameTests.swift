import Testing
import TextFormats

@testable import MCPServer

@Suite(.timeLimit(.minutes(5))) struct MCPNameTests {
  static let longest = String(repeating: "n", count: 64)

  @Test func hasBounds() {
    for name in ["a", "maker_vote", "A-Z_09", Self.longest] { #expect(MCPName.isGood(name)) }
    for name in ["", Self.longest + "n", "a b", "a.b", "a/b", "\u{E9}", "a\n", "\u{FF41}"] {
      #expect(!MCPName.isGood(name), "\(name)")
    }
  }

  @Test func toolsAndPromptsWithTheLongestNamesAreThere() async throws {
    let any = try TestOffer.schema(#"{"type":"object"}"#)
    let tool = MCPTool(
      Self.longest, title: "", description: "", inputSchema: any, outputSchema: any,
      hints: .init(isReadOnly: true, isIdempotent: true, isOpenWorld: false)
    ) { _, _ in .object([]) }
    let prompt = MCPPrompt(Self.longest, title: "", description: "", arguments: []) { _ in "x" }
    #expect(tool.name == Self.longest && prompt.name == Self.longest)
  }

  @Test func aToolWithABadNameIsAMistakeOfTheProgram() async {
    await #expect(processExitsWith: .failure) {
      let any = try TestOffer.schema(#"{"type":"object"}"#)
      _ = MCPTool(
        "a b", title: "", description: "", inputSchema: any, outputSchema: any,
        hints: .init(isReadOnly: true, isIdempotent: true, isOpenWorld: false)
      ) { _, _ in .object([]) }
    }
  }

  @Test func aPromptWithABadNameIsAMistakeOfTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = MCPPrompt("a b", title: "", description: "", arguments: []) { _ in "x" }
    }
  }
}
