import ExperimentDesign
import Foundation

/// Names of the tables that an experiment writes into the folder of its suite.
struct OutputNames {
  /// Table of the whole suite, without its ending.
  static let agreement = "agreement"

  /// What follows an experiment's name in the names of its own tables; nothing for its points.
  static let suffixes = ["", ".votes", ".fits", ".claims", ".models", ".lengths"]

  /// Names without their ending.
  let names: Set<String>

  init(experiment: String, definition: ExperimentDefinition?) {
    names = Set(Self.suffixes.map { experiment + $0 })
      .union((definition?.figures ?? [:]).keys)
  }

  /// Refuses an experiment of which a table would overwrite another, its own or one of its suite.
  ///
  /// - Throws: `DefinitionError` with the name, and whose it is.
  static func check(_ plan: Plan, of file: ExperimentFile) throws(DefinitionError) {
    let own = Set(suffixes.map { plan.name + $0 })
    let figures = Set((plan.definition.figures ?? [:]).keys)
    func refuse(_ name: String?, _ owner: String) throws(DefinitionError) {
      guard let name else { return }
      throw DefinitionError(
        file: file.definitionPath, keyPath: figures.contains(name) ? "figures" : "",
        problem: "\(name).csv is a table of \(owner); choose another name")
    }
    try refuse(figures.intersection(own).min(), "the experiment itself")
    let all = own.union(figures)
    try refuse(all.intersection([agreement]).first, "the suite")
    for sibling in file.siblings {
      // What is wrong with another experiment is said when it is run.
      let definition = sibling.json.flatMap {
        try? ExperimentDefinition(json: $0, file: sibling.definitionPath)
      }
      let names = OutputNames(experiment: sibling.name, definition: definition).names
      try refuse(names.intersection(all).min(), "\(sibling.suite)/\(sibling.name)")
    }
  }
}
