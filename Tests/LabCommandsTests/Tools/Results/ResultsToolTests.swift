import Foundation
import MCPServer
import Storage
import Testing
import TextFormats

@testable import LabCommands

@Suite struct ResultsToolTests {
  /// A bench with one experiment.
  private static func bench() throws -> ToolBench {
    let bench = try ToolBench()
    let suite = bench.folder.path("results/core")
    try FileManager.default.createDirectory(atPath: suite, withIntermediateDirectories: true)
    let rows = (1...30).map { "\($0),\($0 % 3),0.\($0)e1,\($0 == 7 ? "" : "word \($0)")" }
    for (file, text) in [
      ("kmin.csv", "# seed 1\nk,group,p,note\n" + rows.joined(separator: "\n") + "\n"),
      (
        "kmin.claims.csv",
        "claim,expect,verdict\nfirst,supported,supported\nsecond,contradicted,supported\n"
          + "first,supported,supported\n"
      ), ("kmin.png", "png"), ("other.votes.csv", "vote\n1\n"), ("manifest.json", "{}"),
      ("alone.svg", "svg"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: "\(suite)/\(file)"))
    }
    return bench
  }

  private func results(_ json: String) async throws -> JSONValue {
    try await Self.bench().call("maker_results", ToolBench.json(json))
  }

  @Test func experimentsAreListedWithTheirClaims() async throws {
    let all = try await results("{}")
    #expect(
      JSONText.compact(all)
        == [
          #"{"experiments":[{"experiment":"core/kmin","tables":["claims","results"],"#,
          #""figures":["makerlab://results/core/kmin.png"],"claims":["#,
          #"{"claim":"first","expect":"supported","verdict":"supported","cells":2},"#,
          #"{"claim":"second","expect":"contradicted","verdict":"supported","cells":1}]},"#,
          #"{"experiment":"core/other","tables":["votes"],"figures":[],"claims":[]}],"#,
          #""total":2,"next_offset":null}"#,
        ].joined())
    let second = try await results(#"{"limit": 1, "offset": 1}"#)
    #expect(second["experiments"]?.elements?.first?["experiment"]?.string == "core/other")
    let first = try await results(#"{"limit": 1}"#)
    #expect(first["next_offset"]?.integer == 1)
  }

  @Test func rowsAreFilteredAndCut() async throws {
    let page = try await results(
      #"{"experiment": "core/kmin", "where": {"group": 1.0}, "columns": ["k", "note"], "limit": 4}"#
    )
    #expect(
      JSONText.compact(page["rows"] ?? .null)
        == #"[[1,"word 1"],[4,"word 4"],[7,null],[10,"word 10"]]"#)
    #expect(page["total"]?.integer == 10)
    #expect(page["next_offset"]?.integer == 4)
    #expect(page["comments"]?.elements?.first?.string == "seed 1")
    // Numbers stay as they were written, and are found by their value.
    let number = try await results(#"{"experiment": "core/kmin", "where": {"p": 2.5}}"#)
    #expect(
      JSONText.compact(number["rows"] ?? .null) == #"[[25,1,0.25e1,"word 25"]]"#)
    let text = try await results(
      #"{"experiment": "core/kmin", "where": {"note": "word 2", "k": "2"}}"#)
    #expect(text["total"]?.integer == 1)
  }

  /// Pages of every size hold all rows once, in their order.
  @Test(arguments: [1, 7, 10, 30, 200]) func pagesHoldEveryRowOnce(limit: Int) async throws {
    var found: [Int] = []
    var offset: Int? = 0
    while let start = offset {
      let page = try await results(
        #"{"experiment": "core/kmin", "columns": ["k"], "limit": \#(limit), "offset": \#(start)}"#)
      found += page["rows"]?.elements?.compactMap { $0.elements?.first?.integer } ?? []
      offset = page["next_offset"]?.integer
      try #require(found.count <= 30)
    }
    #expect(found == Array(1...30))
  }

  @Test func aPageEndsWhereItIsLarge() throws {
    let rows = (1...10).map { ["\($0)", String(repeating: "x", count: 1000)] }
    let query = try TableQuery(
      CSVTable(columns: ["k", "text"], rows: rows), where: [], columns: nil)
    let page = query.page(offset: 0, limit: 10, mostBytes: 3000)
    #expect(page.rows.count == 3)
    #expect(page.next == 3)
    #expect(query.page(offset: 0, limit: 10, mostBytes: 1).rows.count == 1)
    #expect(query.page(offset: 10, limit: 10, mostBytes: 1).next == nil)
  }

  @Test(arguments: [
    (#"{"experiment": "core/kmim"}"#, "did you mean core/kmin?"),
    (#"{"experiment": "kmin"}"#, "did you mean core/kmin?"),
    (#"{"experiment": "../../etc/passwd"}"#, "no experiment of that name"),
    (#"{"experiment": "core/kmin", "table": "votes"}"#, "only: claims, results"),
    (#"{"experiment": "core/kmin", "table": "../kmin"}"#, "only: claims, results"),
    (
      #"{"experiment": "core/kmin", "where": {"grop": 1}}"#,
      #"no column "grop"; did you mean group?"#
    ),
    (#"{"experiment": "core/kmin", "columns": ["zzzzzz"]}"#, "only: k, group, p, note"),
    (#"{"where": {"k": 1}}"#, "where goes with experiment"),
    (#"{"table": "claims"}"#, "table goes with experiment"),
  ])
  func whatIsNotThereIsRefused(json: String, words: String) async throws {
    do {
      _ = try await results(json)
      Issue.record("\(json) is taken")
    } catch let error as ToolError {
      #expect(error.message.contains(words), "\(error.message)")
    }
  }
}
