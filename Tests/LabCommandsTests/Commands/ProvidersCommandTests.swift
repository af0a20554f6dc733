import Foundation
import LabCommands
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ProvidersCommandTests {
  private static let key = "sk-test-4f9c2b7e1d8a6053"

  /// The environment in which every provider is the fault server, with a key.
  private func environment(_ server: FaultServerProcess) -> [String: String] {
    server.environment.merging([
      "OPENAI_API_KEY": Self.key, "ANTHROPIC_API_KEY": Self.key,
    ]) { $1 }
  }

  @Test func nothingIsAskedWithoutAPing() async throws {
    let run = await makerlab(["providers"], environment: ["OPENAI_API_KEY": Self.key])
    #expect(run.code == .done)
    #expect(
      run.output == """
        provider   address                    key                        answers in
        ---------  -------------------------  -------------------------  ----------
        openai     https://api.openai.com/v1  in OPENAI_API_KEY           not asked
        anthropic  https://api.anthropic.com  ANTHROPIC_API_KEY not set          no
        ollama     http://127.0.0.1:11434     none needed                 not asked
        lmstudio   http://127.0.0.1:1234/v1   none needed                 not asked
        anthropic: ANTHROPIC_API_KEY is not set: set it to your key for https://api.anthropic.com
        prices: shipped price book of 2026-11-20
        """)
  }

  @Test func aPingNamesTheModelsOfEachProvider() async throws {
    let server = try FaultServerProcess(["--models", "a,b,c"])
    let run = await makerlab(
      ["providers", "--ping", "--format", "csv"], environment: environment(server))
    #expect(run.code == .done)
    let rows = run.output.split(separator: "\n").dropFirst().map(String.init)
    #expect(rows.count == 4)
    for row in rows { #expect(row.contains(",a;b;c,shipped of 2026-11-20"), "\(row)") }
    #expect(!run.output.contains(Self.key))
    let text = await makerlab(["providers", "--ping"], environment: environment(server))
    #expect(text.output.contains("\nopenai: a, b, c\n"))
    #expect(!(text.output + text.notes.joined()).contains(Self.key))
  }

  @Test func theRightKeyIsSent() async throws {
    let server = try FaultServerProcess(["--key", Self.key])
    for provider in ["openai", "anthropic"] {
      let run = await makerlab(
        ["providers", "--ping", provider], environment: environment(server))
      #expect(run.code == .done, "\(run.output)")
    }
    // Nobody sends a key to a server of one's own.
    let run = await makerlab(
      ["providers", "--ping", "lmstudio"], environment: environment(server))
    #expect(run.code == .provider && run.output.contains("asks for a key"), "\(run.output)")
  }

  @Test func aWrongKeyIsTold() async throws {
    let server = try FaultServerProcess(["--key", "another"])
    let run = await makerlab(
      ["providers", "--ping", "openai"], environment: environment(server))
    #expect(run.code == .provider)
    #expect(
      run.output.contains(
        "\nopenai: the key in OPENAI_API_KEY is refused (401): set another"))
    #expect(!run.output.contains(Self.key))
  }

  @Test func whoDoesNotAnswerIsTold() async throws {
    let server = try FaultServerProcess()
    let environment = environment(server)
    server.stop()
    let run = await makerlab(["providers", "--ping", "ollama"], environment: environment)
    #expect(run.code == .provider)
    let line = run.output.split(separator: "\n").first { $0.hasPrefix("ollama: ") }
    #expect(line != nil, "\(run.output)")
    // What is set up wrong without being named is no failure of the command.
    let all = await makerlab(["providers", "--ping"], environment: environment)
    #expect(all.code == .done)
  }

  @Test func somethingElseAtTheAddressIsTold() async throws {
    let server = try FaultServerProcess()
    let run = await makerlab(
      ["providers", "--ping", "lmstudio"],
      environment: ["LMSTUDIO_BASE_URL": server.root + "/health"])
    #expect(run.code == .provider)
    #expect(
      run.output.contains(
        "something answers, but lists no models at /models (404): is LMSTUDIO_BASE_URL right?"),
      "\(run.output)")
  }

  @Test(arguments: [
    (["opnai"], "did you mean openai?"), (["--timeout", "1s"], "--timeout goes with --ping"),
    (["--ping", "--timeout", "0s"], "--timeout must be above 0"),
  ])
  func wrongUseIsRefusedInOneLine(words: [String], part: String) async throws {
    let run = await makerlab(["providers"] + words, environment: [:])
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains(part) == true, "\(run.notes)")
  }
}
