import Figures
import Foundation
import Testing

@Suite struct FigurePrologueTests {
  private func script(texts: [String: String]) throws -> [String] {
    let request = FigureRequest(
      name: "f", script: URL(fileURLWithPath: "/it's/figure.gp"),
      dataFiles: ["races": URL(fileURLWithPath: "/data/races.csv")], texts: texts,
      outputFolder: URL(fileURLWithPath: "/out"))
    return FigurePrologue.script(for: request, format: .png, output: "/tmp/p.png")
      .split(separator: "\n").map(String.init)
  }

  @Test func variablesAreDefinedBeforeTheScriptIsLoaded() throws {
    let lines = try script(texts: ["title": "A `b`", "claim": "c_1"])
    let load = try #require(lines.firstIndex(of: "load '/it''s/figure.gp'"))
    for definition in ["races = '/data/races.csv'", "title = 'A `b`'", "claim = 'c_1'"] {
      #expect(try #require(lines.firstIndex(of: definition)) < load)
    }
    #expect(lines.last == "set output")
  }

  @Test func titleAndCaptionAreDrawnOnlyWhenGivenAndNeverEnhanced() throws {
    let bare = try script(texts: [:])
    #expect(!bare.contains { $0.hasPrefix("set title") || $0.hasPrefix("set label") })
    let drawn = try script(texts: ["title": "t", "caption": "c"])
      .filter { $0.hasPrefix("set title") || $0.hasPrefix("set label") }
    #expect(drawn.count == 2)
    #expect(drawn.allSatisfy { $0.contains(" noenhanced ") })
  }

  @Test func aLongCaptionIsBrokenIntoLines() throws {
    let words = [String](repeating: "votes", count: 50).joined(separator: " ")
    let lines = try script(texts: ["caption": words])
    let caption = try #require(lines.first { $0.hasPrefix("caption = ") })
    #expect(caption.components(separatedBy: #" . "\n" . "#).count == 3)
  }

  @Test func aPreconditionRefusesOtherVariableNames() async {
    for name in ["Title", "1a", "a-b", "", "a = system('x')", "pi"] {
      await #expect(processExitsWith: .failure) { [name = name as String] in
        _ = FigureRequest(
          name: "f", script: URL(fileURLWithPath: "/s"), dataFiles: [:], texts: [name: ""],
          outputFolder: URL(fileURLWithPath: "/out"))
      }
    }
  }
}
