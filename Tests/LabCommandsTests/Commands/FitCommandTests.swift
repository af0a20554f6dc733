import Foundation
import LabCommands
import Testing

@Suite struct FitCommandTests {
  /// A short run of two thousand steps, k = 2; step 7 is its last.
  static let short = """
    # made up
    panel,rule,round,undecided_steps
    sampling,first-to-ahead-by-2,1,2000
    sampling,first-to-ahead-by-2,2,420
    sampling,first-to-ahead-by-2,3,110
    sampling,first-to-ahead-by-2,4,31
    sampling,first-to-ahead-by-2,5,7
    sampling,first-to-ahead-by-2,6,0
    sampling,first-to-2,1,2000
    sampling,first-to-2,2,420
    sampling,first-to-2,3,70
    sampling,first-to-2,4,12
    sampling,first-to-2,5,1
    sampling,first-to-2,6,0
    voting,first-to-ahead-by-2,1,2000
    voting,first-to-ahead-by-2,2,80
    voting,first-to-ahead-by-2,3,80
    voting,first-to-ahead-by-2,4,4
    voting,first-to-ahead-by-2,5,3
    voting,first-to-ahead-by-2,6,0
    voting,first-to-2,1,2000
    voting,first-to-2,2,80
    voting,first-to-2,3,1
    voting,first-to-2,4,0

    """

  private struct Report: Decodable {
    struct Model: Decodable {
      struct Population: Decodable {
        struct Class: Decodable {
          let share: Double
          let flags: Double
          let error: Double?
          let alpha: Double?
          let beta: Double?
        }
        struct Outlier: Decodable {
          let step: Int
          let flags: Double
          let shares: [Double]
        }
        let classes: [Class]
        let wrong_shares: [Double]
        let outliers: [Outlier]
      }
      let model: String
      let population: Population
      let parameters: Int
      let log_likelihood: Double
      let deviance: Double
      let success: Double
      let success_without_outlier: Double
    }
    struct Curve: Decodable {
      let undecided: Int
      let expected: [Double]
    }
    let steps: Int
    let votes: Int
    let models: [Model]
    let curves: [Curve]
  }

  @Test func printsPopulationsThatDefinitionsCanHold() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.short, to: "short.csv")
    let run = await makerlab("fit", file, "--outlier", "7", "--format", "json")
    #expect(run.code == .done, "\(run.notes)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.steps == 2000 && report.votes == 4167)
    #expect(report.models.map(\.model) == ["iid", "independent", "dependent"])
    #expect(report.models.map(\.parameters) == [3, 11, 13])
    for model in report.models {
      let population = model.population
      let shares = population.classes.map(\.share)
      #expect(abs(shares.reduce(0, +) - 1) <= 1e-9, "\(shares)")
      #expect(abs(population.wrong_shares.reduce(0, +) - 1) <= 1e-9)
      #expect(population.classes.allSatisfy { ($0.error == nil) == ($0.alpha != nil) })
      #expect(population.classes.allSatisfy { ($0.alpha == nil) == ($0.beta == nil) })
      #expect(population.outliers.map(\.step) == (model.model == "iid" ? [] : [7]))
      for outlier in population.outliers {
        #expect(abs(outlier.shares.reduce(0, +) - 1) <= 1e-9 && outlier.flags == 0)
      }
      let isAlone = model.model == "iid"
      #expect(
        isAlone
          ? model.success == model.success_without_outlier
          : model.success < model.success_without_outlier)
      #expect(model.deviance > 0 && model.log_likelihood < 0)
    }
    // The families are nested.
    #expect(report.models[2].log_likelihood >= report.models[1].log_likelihood - 1e-3)
    #expect(report.curves.count == 18)
    for curve in report.curves { #expect(curve.expected.count == 3) }

    let table = await makerlab("fit", file, "--outlier", "7")
    #expect(table.code == .done)
    for word in ["dependent", "step 7", "first-to-ahead-by-2", "P(no error)", "p-value"] {
      #expect(table.output.contains(word), "\(word)")
    }
  }

  @Test func printsTheCurvesAsATable() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.short, to: "short.csv")
    let run = await makerlab("fit", file, "--format", "csv")
    #expect(run.code == .done, "\(run.notes)")
    let table = try ParsedTable(run.output)
    #expect(table.columns.prefix(4) == ["panel", "rule", "round", "undecided"])
    #expect(table.rows.count == 18)
    // Round 2 of sampling, where k = 2 first decides.
    #expect(table.rows[0].prefix(4) == ["sampling", "first-to-ahead-by-2", "2", "420"])
    let expected = try #require(Double(table.column("independent_expected")[0]))
    #expect(abs(expected - 420) < 60, "\(expected)")
  }

  @Test func badFilesAreRefusedInOneLine() async throws {
    let folder = try ScratchFolder()
    let texts = [
      "empty": "", "other": "a,b\n1,2\n",
      "panel": Self.short.replacing("voting,", with: "votes,"),
      "rule": Self.short.replacing("first-to-2,", with: "first-to-3,"),
      "gap": Self.short.replacing("voting,first-to-2,3,1\n", with: ""),
      "growing": Self.short.replacing("ahead-by-2,4,4", with: "ahead-by-2,4,400"),
      "word": Self.short.replacing(",420", with: ",many"),
      "ragged": Self.short + "voting\n",
      // Nothing can lead by 2 after the third vote only.
      "impossible": Self.short.replacing("ahead-by-2,3,80", with: "ahead-by-2,3,76"),
    ]
    for (name, text) in texts {
      let file = try folder.write(text, to: name + ".csv")
      let run = await makerlab("fit", file)
      #expect(run.isRefusal, "\(name): \(run.notes)")
      #expect(run.notes.first?.contains(name + ".csv") == true, "\(run.notes)")
    }
    #expect((await makerlab("fit", folder.path("nowhere.csv"))).isRefusal)
    #expect((await makerlab("fit")).isRefusal)
    let file = try folder.write(Self.short, to: "short.csv")
    #expect((await makerlab("fit", file, "--outlier", "2000")).isRefusal)
    let flagged = try folder.write(
      Self.short.replacing("ahead-by-2,6,0\nsampling", with: "ahead-by-2,6,1\nsampling")
        .replacing(
          "sampling,first-to-2,1,", with: "sampling,first-to-ahead-by-2,7,0\nsampling,first-to-2,1,"
        ),
      to: "flagged.csv")
    #expect((await makerlab("fit", flagged, "--outlier", "7")).isRefusal)
  }
}
