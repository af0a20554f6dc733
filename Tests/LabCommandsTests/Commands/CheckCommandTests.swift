import Analysis
import ExperimentDesign
import Foundation
import LabCommands
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A right oracle is supported, a wrong one contradicted.
///
/// 200,000 races at p = .8 and k = 2 with seed 1, each claim judged at a false-alarm rate of 1e-6,
/// that is about 5 sigma.  Each wrong oracle is 7 sigma or more away from the right one.
@Suite struct CheckCommandTests {
  /// Ways to be wrong.
  enum Mistake: String, CaseIterable, Sendable {
    case wrongUpByAFifth, wrongDownByAFifth, votesUpByOnePercent, votesDownByOnePercent
    /// Takes 1 − (q/p)^k, the probability never to fall k behind, for the probability to win.
    case ruinFormula

    func oracle() -> any Oracle {
      switch self {
      case .wrongUpByAFifth: WrongOracle(race: { race, _ in race.wrong *= 1.2 })
      case .wrongDownByAFifth: WrongOracle(race: { race, _ in race.wrong *= 0.8 })
      case .votesUpByOnePercent: WrongOracle(race: { race, _ in race.meanVotes *= 1.01 })
      case .votesDownByOnePercent: WrongOracle(race: { race, _ in race.meanVotes *= 0.99 })
      case .ruinFormula:
        WrongOracle(race: { race, point in
          let p = point.stepSuccess
          race.wrong = pow((1 - p) / p, Double(point.margin))
        })
      }
    }
  }

  @Test func theRightOracleIsSupported() async throws {
    let folder = try ScratchFolder()
    for kind in ["matches_exact", "undecided_matches_exact", "tail_ratio"] {
      let experiment = try folder.experiment(Definitions.judged(kind: kind), in: "suite/\(kind)")
      let run = await makerlab("check", experiment, "--out", folder.path("out"))
      #expect(run.code == .done, "\(kind) \(run.output) \(run.notes)")
      #expect(run.output.contains("supported"))
      #expect(run.notes.last == "1 claim, 0 with a verdict that differs from its expect")
    }
  }

  @Test(arguments: Mistake.allCases) func aWrongOracleIsContradicted(mistake: Mistake) async throws
  {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.judged())
    let words = ["check", experiment, "--out", folder.path("out"), "--format", "json"]
    let honest = await makerlab(words)
    #expect(honest.code == .done)
    let run = await makerlab(words, oracle: mistake.oracle)
    #expect(run.code == .verdict)
    #expect(run.output.contains("\"verdict\": \"contradicted\""))
  }

  @Test func aWrongLawOfTheVotesIsContradicted() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.judged(kind: "undecided_matches_exact"))
    let words = ["check", experiment, "--out", folder.path("out")]
    #expect((await makerlab(words)).code == .done)
    let run = await makerlab(words, oracle: { WrongOracle(survival: { $0 * 0.97 }) })
    #expect(run.code == .verdict)
    #expect(run.output.contains("NO: supported"))
  }

  @Test func anExpectedContradictionIsNoFailure() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.judged(expect: "contradicted"))
    let words = ["check", experiment, "--out", folder.path("out")]
    let run = await makerlab(words, oracle: Mistake.wrongUpByAFifth.oracle)
    #expect(run.code == .done)
    #expect(run.output.contains("contradicted"))
    #expect((await makerlab(words)).code == .verdict)
  }

  @Test func theVerdictsAreWellFormedXML() async throws {
    let folder = try ScratchFolder()
    try folder.experiment(Definitions.judged(), in: "suite/right")
    try folder.experiment(Definitions.judged(expect: "contradicted"), in: "suite/contrary")
    let words = [
      "check", folder.path("suite"), "--out", folder.path("out"), "--junit", folder.path("j.xml"),
    ]
    let run = await makerlab(words)
    #expect(run.code == .verdict)
    var report = try XMLReport(folder.read("j.xml"))
    #expect(report.elements == ["testsuites": 1, "testsuite": 2, "testcase": 2, "failure": 1])
    #expect(report.statedFailures == ["testsuites": [1], "testsuite": [1, 0]])
    #expect(report.text.contains("As <theory> & 'practice' \"say\"."))

    let wrong = await makerlab(words, oracle: Mistake.wrongUpByAFifth.oracle)
    #expect(wrong.code == .verdict)
    report = try XMLReport(folder.read("j.xml"))
    #expect(report.elements["failure"] == 1)
    #expect(report.statedFailures == ["testsuites": [1], "testsuite": [0, 1]])
  }

  @Test func everyFormatTellsTheSameVerdict() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.judged())
    let words = ["check", experiment, "--out", folder.path("out")]
    let csv = try ParsedTable((await makerlab(words + ["--format", "csv"])).output)
    let verdicts = try csv.column("verdict")
    #expect(verdicts == ["supported"])
    let json = try JSONSerialization.jsonObject(
      with: Data((await makerlab(words + ["--format", "json"])).output.utf8))
    let claim = try #require((json as? [[String: Any]])?.first)
    #expect(claim["as_expected"] as? Bool == true)
    let cells = try #require(claim["cells"] as? [[String: Any]])
    let counted = try csv.column("cells")
    #expect(counted == ["\(cells.count)"])
    for cell in cells {
      for key in ["estimate", "low", "high", "exact", "z"] { #expect(cell[key] is NSNumber) }
      #expect(cell["n"] as? Int == 200_000)
      #expect(cell["stop_rule"] as? String == "trials=200000")
    }
    let shown = (await makerlab(words + ["--cells"])).output
    #expect(shown.split(separator: "\n").count == cells.count + 2)
  }
}

/// What an XML parser finds in a JUnit report.
private final class XMLReport: NSObject, XMLParserDelegate {
  private(set) var elements: [String: Int] = [:]
  private(set) var statedFailures: [String: [Int]] = [:]
  private(set) var text = ""

  init(_ bytes: Data) throws {
    super.init()
    let parser = XMLParser(data: bytes)
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements[element, default: 0] += 1
    if let failures = attributes["failures"].flatMap(Int.init) {
      statedFailures[element, default: []].append(failures)
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
