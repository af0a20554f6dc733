/// What is wrong with an experiment's definition: which file, where in it, what is allowed.
package struct DefinitionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// File of the definition, or the option that overrode it.
  package let file: String
  /// Where in the file, as `factors.p[2]`; empty for the whole.
  package let keyPath: String
  /// What is wrong and what is allowed.
  package let problem: String

  /// Takes what is wrong; see the properties.
  package init(file: String, keyPath: String, problem: String) {
    self.file = file
    self.keyPath = keyPath
    self.problem = problem
  }

  /// One line for a person.
  package var description: String {
    keyPath.isEmpty ? "\(file): \(problem)" : "\(file): \(keyPath): \(problem)"
  }
}
