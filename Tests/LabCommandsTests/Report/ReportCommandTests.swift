import Foundation
import LabCommands
import Storage
import Testing

/// Reports of small experiments, run and reported inside this process, without gnuplot.
@Suite struct ReportCommandTests {
  /// A name that is markup, turns the line round and steers a terminal.
  private static let hostile = "<script>x</script>\" \u{202E}\u{1B}[1m"

  private func lab(
    _ json: String = Definitions.races, page: String? = "## Prediction\n\nIt <b>holds</b>.\n"
  ) throws -> (folder: ScratchFolder, experiment: String) {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(json)
    if let page { try folder.write(page, to: "suite/trial/claim.md") }
    return (folder, experiment)
  }

  private func report(_ folder: ScratchFolder, _ words: String...) async throws -> String {
    let run = await makerlab(
      ["report"] + words + ["--out", folder.path("out"), "--html", folder.path("r.html")])
    try #require(run.code == .done, "\(run.notes)")
    #expect(run.written.isEmpty)
    return try folder.text("r.html")
  }

  @Test func anExperimentIsShownWithAllThatBelongsToIt() async throws {
    let (folder, experiment) = try lab()
    let run = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    try #require(run.code == .done)
    let html = try await report(folder, experiment)
    for part in [
      "The one verdict is as expected.", "<a href=\"#experiment-suite/trial\">trial</a>",
      ">equals-theory</strong>", "Races end as theory says.", "<h5>Prediction</h5>", "holds",
      "trial.csv: 30 rows", "<dt>seed</dt><dd>1</dd>", "<dt>trials</dt><dd>300,000</dd>",
      "<code>makerlab run \(experiment) --out \(folder.path("out")) --no-figures</code>",
      "makerlab check suite/trial --cells\n",
    ] { #expect(html.contains(part), "\(part)") }
    #expect(try await report(folder, experiment) == html)
  }

  @Test func withoutNamesTheWholeStoreIsShown() async throws {
    let (folder, experiment) = try lab()
    for seed in ["1", "7"] {
      let run = await makerlab(
        "run", experiment, "--out", folder.path("out"), "--no-figures", "--seed", seed)
      try #require(run.code == .done)
    }
    let html = try await report(folder)
    #expect(html.contains("id=\"experiment-suite/trial~2c~~20~seed~20~1\""))
    #expect(html.contains("id=\"experiment-suite/trial~2c~~20~seed~20~7\""))
    #expect(html.contains("makerlab run suite/trial --seed 7\n"))
    #expect(html.contains("Experiments/suite/trial is not there"))
    #expect(html.contains("All 2 verdicts are as expected."))
  }

  @Test func whatOfTheStoreIsNotShownIsSaid() async throws {
    let (folder, experiment) = try lab()
    let out = folder.path("out")
    for words in [[], ["--set", "p=0.7"]] {
      let run = await makerlab(["run", experiment, "--out", out, "--no-figures"] + words)
      try #require(run.code == .done)
    }
    let others =
      "points with trials in the store, of other levels or definitions than those run last"
    let html = try await report(folder)
    #expect(html.matches(of: /Not shown: (\d+) points with trials/).map(\.output.1) == ["24"])
    #expect(html.contains(others))
    let store = try LabStore(path: out + "/lab.sqlite")
    var odd = try #require(try store.experiments().first)
    odd = StoredExperiment(
      suite: odd.suite, name: "../" + Self.hostile, seed: odd.seed, definition: odd.definition)
    try store.save(experiment: odd)
    store.close()
    let all = try await report(folder)
    #expect(all.contains("Not shown: suite/../&lt;script&gt;") && !all.contains("<script"))
    #expect(all.contains("id=\"experiment-suite/trial\"") && all.contains("; 24 points"))
  }

  @Test func aFileThatIsNoPageIsNotReplaced() async throws {
    let (folder, experiment) = try lab()
    let out = folder.path("out")
    _ = await makerlab("run", experiment, "--out", out, "--no-figures")
    let before = try folder.read("out/lab.sqlite")
    try folder.write("<!DOCTYPE html>\n<p>Mine.</p>\n", to: "mine.html")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.html"), withDestinationPath: "mine.html")
    for place in [
      out + "/lab.sqlite", experiment + "/experiment.json", folder.path("mine.html"),
      folder.path("link.html"), "/dev/null",
    ] {
      let run = await makerlab("report", experiment, "--out", out, "--html", place)
      #expect(run.isRefusal && run.notes.count == 1, "\(run.notes)")
      #expect(run.notes[0].contains("--html \(place): "), "\(run.notes)")
    }
    #expect(try folder.read("out/lab.sqlite") == before)
    #expect(try folder.text("mine.html") == "<!DOCTYPE html>\n<p>Mine.</p>\n")
    try folder.write("", to: "r.html")
    let page = try await report(folder, experiment)
    #expect(try await report(folder, experiment) == page)
  }

  @Test func otherLevelsAreRepeatedByTheCommandOfTheirRun() async throws {
    let (folder, experiment) = try lab()
    let out = folder.path("out")
    let run = await makerlab(
      "run", experiment, "--out", out, "--no-figures", "--set", "p=0.85")
    try #require(run.code == .done)
    let html = try await report(folder, experiment, "--set", "p=0.85")
    #expect(html.contains("has other points; shown is what was run."))
    #expect(html.contains("\nmakerlab run") == false)
    #expect(
      html.contains("<code>makerlab run \(experiment) --out \(out) --no-figures --set p=0.85\n"))
    for words in [["--set", "p=0.85"], ["--seed", "3"]] {
      let run = await makerlab(["report", "--out", out] + words)
      #expect(run.isRefusal && run.notes[0].contains("goes with experiments"))
    }
  }

  @Test func whatIsNotFinishedIsNotJudged() async throws {
    let (folder, experiment) = try lab()
    let run = await makerlab(
      "run", experiment, "--out", folder.path("out"), "--no-figures", "--shard", "0/3")
    try #require(run.code == .done)
    let html = try await report(folder, experiment)
    #expect(html.contains("Not finished: 10 of 30 points are done"))
    #expect(html.contains("No claim is judged on this page."))
    #expect(html.contains("1 of 1 experiments is not finished"))
    #expect(!html.contains("trial.csv: "))
  }

  @Test func whatDiffersFromItsExpectIsShownAndIsNoFailure() async throws {
    let (folder, experiment) = try lab(Definitions.judged(expect: "contradicted"))
    _ = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    let html = try await report(folder, experiment)
    #expect(html.contains("1 of 1 verdicts differs from what is expected."))
    #expect(html.contains("expected contradicted</span>"))
    #expect(html.contains("As &lt;theory&gt; &amp; &#39;practice&#39; &quot;say&quot;."))
  }

  @Test func textOfOthersStaysText() async throws {
    let title = #"<script>x</script>\" \u202e\u001b[1m"#
    let (folder, experiment) = try lab(
      Definitions.races.replacing("\"title\": \"races\"", with: "\"title\": \"\(title)\""),
      page: "# \(Self.hostile)\n\n\(Self.hostile) ![p](https://a.example/p.png) [l](x.md)\n")
    _ = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    let html = try await report(folder, experiment)
    #expect(html.contains("&lt;script&gt;x&lt;/script&gt;&quot; \\u{202e}\\u{1b}[1m</h3>"))
    #expect(!html.contains("<script") && !html.contains("a.example") && !html.contains("x.md"))
  }

  @Test func studiesAreComputedWithoutAStore() async throws {
    let (folder, experiment) = try lab(
      """
      {"title": "Costs", "study": "workflow_cost",
       "given": {"stated": [{"agents": 5, "before": 1.404, "after": 0.274}], "runs_a_year": 1200,
         "choices": [{"day": "2025-10-21", "medium": "anthropic:claude-sonnet-4-5",
                      "small": "anthropic:claude-haiku-4-5"}]},
       "claims": [
         {"name": "A01", "document": "paper <d>", "statement": "Five agents cost $1.404.",
          "judged": [{"quantity": "before_5", "equals": 1.404, "within": 0.000001}],
          "expect": "supported", "method": "sum", "finding": "They cost {before_5} dollars."}]}
      """)
    let html = try await report(folder, experiment)
    for part in [
      "They cost 1.404 dollars.", "claimed by paper &lt;d&gt;", "trial.quantities.csv: ",
      "<code>workflow_cost</code>", "computed as a whole",
    ] { #expect(html.contains(part), "\(part)") }
    #expect(!folder.exists("out"))
  }

  @Test func aFigureThatCannotBeDrawnIsSaid() async throws {
    let (folder, experiment) = try lab()
    try folder.write("plot data using 1:2", to: "suite/trial/figure.gp")
    _ = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    let html = try await report(folder, experiment)
    #expect(html.contains("no figure trial: cannot run &#39;/nonexistent/gnuplot&#39;"))
  }

  @Test func refusals() async throws {
    let (folder, experiment) = try lab()
    let out = ["--out", folder.path("out")]
    #expect(await makerlab(["report"] + out).isRefusal)
    let missing = await makerlab(["report", experiment] + out)
    #expect(missing.isRefusal && missing.notes[0].contains("run it first: makerlab run"))
    for place in ["", folder.path("nowhere/r.html"), folder.path] {
      let run = await makerlab(["report", experiment, "--html", place] + out)
      #expect(run.isRefusal && run.notes[0].contains("--html"), "\(run.notes)")
    }
    #expect(await makerlab(["report", "nothing-there"] + out).isRefusal)
  }
}
