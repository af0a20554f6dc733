import ExperimentDesign
import Foundation
import Reports
import Storage

/// The experiments of a page: those that were named, or all of a store.
struct ReportContents {
  /// A kind of experiment with its folder, nil where that is not there.
  private enum Entry {
    case plan(Plan, ExperimentFile?)
    case study(StudyPlan, ExperimentFile?)
    case sweep(SweepPlan, ExperimentFile?)

    /// Suite, name and seed.
    var place: (suite: String, name: String, seed: Int) {
      switch self {
      case .plan(let plan, _): (plan.suite, plan.name, plan.seed)
      case .study(let plan, _): (plan.suite, plan.name, plan.seed)
      case .sweep(let plan, _): (plan.suite, plan.name, plan.seed)
      }
    }
  }

  private let entries: [Entry]
  private let store: LabStore?
  /// What is not shown whatever comes of the rest, a line each.
  private let passedOver: [String]

  /// Reads what was named.
  ///
  /// - Parameters:
  ///   - request: What was named.
  ///   - seed: The seed that was given; nil for the experiments' own.
  ///   - store: The store; nil where there is none.
  ///   - folder: The folder of the store, for messages.
  /// - Throws: `LabError` for a simulated experiment without a store.
  init(_ request: PlanRequest, seed: Int?, store: LabStore?, folder: LabFolder) throws {
    if let plan = request.plans.first, store == nil {
      throw LabError(
        "\(folder.storePath): no store there; run it first: "
          + "makerlab run \(plan.experiment) --out \(folder.url.path)")
    }
    entries =
      request.experiments.map { .plan($0.plan, $0.file) }
      + request.sweeps.map { .sweep($0.plan, $0.file) }
      + (try request.passedOver.map { .sweep(try SweepPlan($0, seed: seed), $0) })
      + request.studies.map { .study($0.plan, $0.file) }
    self.store = store
    passedOver = []
  }

  /// Takes the experiments of a store, each under each of its seeds as it was run last.
  ///
  /// - Parameter store: The store.
  /// - Throws: What the store refuses.
  init(_ store: LabStore) throws {
    func file(_ suite: String, _ name: String) -> ExperimentFile? {
      try? ExperimentFile.find(["\(suite)/\(name)"]).first {
        $0.suite == suite && $0.name == name
      }
    }
    // A store may come from elsewhere, and names become paths.
    let stored = try store.experiments()
    let named = stored.filter { Self.isName($0.suite) && Self.isName($0.name) }
    let plans = try store.plans(of: named)
    let all: [Entry] =
      plans.map { .plan($0, nil) } + (try store.sweeps(of: named).map { .sweep($0, nil) })
      + (try store.studies(of: named).map { .study($0, nil) })
    entries = all.map {
      let file = file($0.place.suite, $0.place.name)
      return switch $0 {
      case .plan(let plan, _): .plan(plan, file)
      case .sweep(let plan, _): .sweep(plan, file)
      case .study(let plan, _): .study(plan, file)
      }
    }
    let known = Set(plans.flatMap { plan in plan.points.map { TalliedPoint($0.id, plan.seed) } })
    let others = try store.talliedPoints().count {
      !known.contains(TalliedPoint($0.point, $0.seed))
    }
    passedOver =
      stored.filter { !Self.isName($0.suite) || !Self.isName($0.name) }.map {
        "\($0.suite)/\($0.name): no name of an experiment, for it has more than letters, "
          + "digits, - _ ."
      }
      + (others == 0
        ? []
        : [
          "\(NumberFormat.counted(others, "point")) with trials in the store, of other levels or "
            + "definitions than those run last"
        ])
    self.store = store
  }

  /// A design point under a seed.
  private struct TalliedPoint: Hashable {
    let point: StrongID
    let seed: Int

    init(_ point: StrongID, _ seed: Int) {
      self.point = point
      self.seed = seed
    }
  }

  private static func isName(_ part: String) -> Bool {
    part.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) != nil
  }

  /// Reads, computes and draws them.
  ///
  /// - Parameters:
  ///   - context: The surroundings.
  ///   - workers: Values of studies computed at the same time; at least 1.
  /// - Returns: The experiments, and in a line each what is not there and why.
  /// - Throws: What the store refuses, or what a study cannot compute.
  func reports(
    in context: LabContext, workers: Int
  ) async throws -> (experiments: [ExperimentReport], passedOver: [String]) {
    let session = StudySession(context: context, workers: workers)
    return try await ReportWorkshop.open(context) { workshop in
      var reports: [ExperimentReport] = []
      var passedOver = passedOver
      for entry in entries {
        let place = entry.place
        // Of one experiment under several seeds each has a section.
        let isAlone =
          entries.count { ($0.place.suite, $0.place.name) == (place.suite, place.name) } == 1
        let name = isAlone ? place.name : "\(place.name), seed \(place.seed)"
        var report: ExperimentReport?
        switch (entry, store) {
        case (.plan(let plan, let file), let store?):
          report = try workshop.report(plan, named: name, file: file, store: store)
        case (.sweep(let plan, let file), let store?):
          report = try await workshop.report(plan, named: name, file: file, store: store)
        case (.study(let plan, let file), _):
          report = try await session.run([plan]).first.map {
            try workshop.report($0, named: name, file: file)
          }
        case (.plan, nil), (.sweep, nil): break
        }
        if let report {
          reports.append(report)
          context.note("\(place.suite)/\(place.name): in the report")
        } else {
          passedOver.append("\(place.suite)/\(place.name): nothing is recorded")
        }
      }
      return (reports, passedOver)
    }
  }
}
