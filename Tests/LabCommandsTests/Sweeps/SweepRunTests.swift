import ExperimentDesign
import Foundation
import LabCommands
import MAKERCore
import RandomStreams
import Storage
import Testing

/// Sweeps over a simulated model, whose draws are kept as those of a real one are.
struct SweepRunTests {
  /// Every race counted again by hand, from the texts of the recorded draws.
  @Test func cellsAreWhatTheRecordedDrawsSay() async throws {
    let sweep = try SweepFolder()
    let run = await sweep.run("run", "--no-figures")
    #expect(run.code == .done, "\(run.notes)")
    struct Race: Hashable {
      let temperature: Double
      let trial: Int
      let step: Int
    }
    let races = Dictionary(grouping: try sweep.draws()) { draw in
      Race(
        temperature: draw.temperature, trial: draw.key.coordinates.trial,
        step: draw.key.coordinates.step)
    }
    #expect(races.count == 240)
    let table = try sweep.table()
    #expect(table.rows.count == 6)
    for row in 0..<6 {
      let temperature = try #require(Double(try table.column("temperature")[row]))
      let margin = try #require(Int(try table.column("k")[row]))
      var (right, votes) = (0, 0)
      for (race, draws) in races where race.temperature == temperature {
        var counts: [String: Int] = [:]
        var winner: String?
        for draw in draws.sorted(by: { $0.key.coordinates.draw < $1.key.coordinates.draw })
        where winner == nil {
          let text = String(decoding: draw.text, as: UTF8.self)
          counts[text, default: 0] += 1
          votes += 1
          let others = counts.filter { $0.key != text }.values.max() ?? 0
          if (counts[text] ?? 0) - others == margin { winner = text }
        }
        if winner == "\(2 * (race.step + 1))" { right += 1 }
      }
      #expect(try table.column("right")[row] == "\(right)", "row \(row)")
      #expect(try table.column("votes")[row] == "\(votes)", "row \(row)")
      #expect(try table.column("n")[row] == "120")
      #expect(try table.column("model")[row] == "simulated")
      #expect(try table.column("cost")[row] == "unknown")
      #expect(try table.column("independence")[row] == "")
    }
  }

  /// A sweep that was cut anywhere asks for what is missing, and ends with the same bytes.
  @Test(arguments: [0.1, 0.5, 0.95])
  func aSweepThatWasCutEndsWithTheSameTables(kept: Double) async throws {
    let sweep = try SweepFolder(SweepFolder.definition(trials: 12))
    #expect(await sweep.run("run", "--no-figures").code == .done)
    let (whole, draws) = (try sweep.folder.tables("out"), try sweep.draws())
    #expect(whole.count == 3)
    var stream = WordStream(StreamKey(seed: Int(kept * 100)))
    try sweep.record(in: "cut") { stream.uniform() < kept ? $0 : nil }
    let left = try sweep.draws("cut").count
    #expect(left < draws.count)
    let partial = await sweep.run("check", out: "cut")
    #expect(partial.code == .verdict && partial.notes.contains { $0.contains("asks for the rest") })
    #expect(try sweep.draws("cut").count == left, "check never asks")
    #expect(await sweep.run("run", "--no-figures", out: "cut").code == .done)
    #expect(try sweep.folder.tables("cut") == whole)
    #expect(Set(try sweep.draws("cut")) == Set(draws))
    let again = await sweep.run("run", "--no-figures", "--workers", "1", out: "cut")
    #expect(again.code == .done)
    #expect(try sweep.folder.tables("cut") == whole)
  }

  /// A question without an expected answer has no success and no failure, decided or not.
  @Test func questionsWithoutAnAnswerCountNowhere() async throws {
    let sweep = try SweepFolder(
      SweepFolder.definition(trials: 12, channel: "simulated:p=0.5,tokens=5", k: "3"))
    try sweep.folder.write(
      #"{"id": "open", "prompt": "Why?"}"# + "\n" + SweepFolder.questions.prefix { $0 != "\n" },
      to: "providers/six/questions.jsonl")
    let definition = SweepFolder.definition(
      trials: 40, channel: "simulated:p=0.5,tokens=5", k: "3", claims: ""
    ).replacing(#""cap": [15]"#, with: #""cap": [3]"#)
    try sweep.folder.experiment(definition, in: "providers/six")
    #expect(await sweep.run("run", "--no-figures").code == .done)
    let table = try sweep.table()
    for row in 0..<2 {
      let counts = try ["right", "wrong", "undecided"].map { Int(try table.column($0)[row]) ?? 0 }
      #expect(counts.reduce(0, +) == 20 && counts[2] > 0, "\(counts)")
      #expect(try table.column("unlabelled")[row] == "20")
    }
    let races = try CSVTable(contentsOf: sweep.folder.path("out/providers/six.races.csv"))
    #expect(races.rows.count == 40)
    #expect(try races.column("step").allSatisfy { $0 == "q1" })
  }

  @Test func onlyDrawsThatAreMissingAreAskedFor() async throws {
    let sweep = try SweepFolder(SweepFolder.definition(k: "2", claims: ""))
    #expect(await sweep.run("run", "--no-figures").code == .done)
    let draws = Set(try sweep.draws())
    for (definition, asksMore) in [
      (SweepFolder.definition(k: "1, 2", claims: ""), false),
      (SweepFolder.definition(reading: #""flagging", "repairing""#, k: "2", claims: ""), false),
      (SweepFolder.definition(k: "2, 4", claims: ""), true),
    ] {
      try sweep.folder.experiment(definition, in: "providers/six")
      #expect(await sweep.run("run", "--no-figures").code == .done)
      let now = Set(try sweep.draws())
      #expect(now.isSuperset(of: draws))
      #expect((now.count > draws.count) == asksMore)
    }
  }

  @Test func wholeTasksAreVotedOn() async throws {
    let claims = #"{"name": "chain", "statement": "s", "kind": "chain_is_product"}"#
    let sweep = try SweepFolder(
      SweepFolder.definition(
        task: #""hanoi-roles", "disks": 2"#, unit: "task", trials: 40,
        channel: "simulated:p=0.8,v=0.9,tokens=4", claims: claims))
    let run = await sweep.run("run", "--no-figures")
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.contains("supported"), "\(run.output)")
    let table = try sweep.table()
    // 0.8^3 = 0.51 of towers at k = 1; every flag was drawn again.
    let right = try table.column("right").map { Int($0) ?? 0 }
    #expect(right[0] < right[2], "\(right)")
    #expect(try table.column("flagged").allSatisfy { Int($0) ?? 0 > 0 })
    #expect(try table.column("flags").allSatisfy { !$0.isEmpty })
  }

  @Test func claimsOnVotesThatAreNotIndependentAreUndecided() async throws {
    let sweep = try SweepFolder(
      SweepFolder.definition(trials: 80, channel: "simulated:p=0.75,tokens=5", k: "1, 3"))
    #expect(await sweep.run("run", "--no-figures").code == .done)
    let good = await sweep.run("check", "--format", "csv")
    #expect(good.code == .done, "\(good.output)")
    // Every draw of a race says what its first one said.
    struct Race: Hashable {
      let temperature: Double
      let trial: Int
      let step: Int
    }
    func race(_ draw: RecordedDraw) -> Race {
      Race(
        temperature: draw.temperature, trial: draw.key.coordinates.trial,
        step: draw.key.coordinates.step)
    }
    let firsts = Dictionary(
      uniqueKeysWithValues: try sweep.draws().filter { $0.key.coordinates.draw == 0 }
        .map { (race($0), $0.text) })
    try sweep.record(in: "cheat") { draw in
      var draw = draw
      draw.text = firsts[race(draw)] ?? draw.text
      return draw
    }
    let check = await sweep.run("check", out: "cheat")
    #expect(check.code == .verdict)
    #expect(check.output.contains("votes not independent"), "\(check.output)")
    #expect(
      check.notes.contains {
        $0.contains("T=0.3: votes not independent: ") && $0.contains("replies of a race agree")
      }, "\(check.notes)")
    let claims = await sweep.run("check", "--format", "csv", out: "cheat")
    #expect(claims.output.contains("better,undecided"), "\(claims.output)")
    #expect(claims.output.contains("votes,undecided"))
    #expect(claims.output.contains("independent,contradicted"))
    #expect(await sweep.run("run", "--no-figures", out: "cheat").code == .done)
    #expect(
      try sweep.table("cheat").column("independence").allSatisfy {
        $0.hasPrefix("votes not independent: ")
      })
  }
}
