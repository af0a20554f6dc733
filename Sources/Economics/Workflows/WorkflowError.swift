/// What is wrong with the definition of a workflow: which file, where in it, what is allowed.
package struct WorkflowError: Error, Hashable, Sendable, CustomStringConvertible {
  /// File of the workflow.
  package let file: String
  /// Where in it, as `kinds[2].seconds`; empty for the whole.
  package let place: String
  /// What is wrong and what is allowed.
  package let problem: String

  /// Makes an error; see the properties.
  package init(file: String, place: String, problem: String) {
    self.file = file
    self.place = place
    self.problem = problem
  }

  /// One line for a person.
  package var description: String {
    place.isEmpty ? "\(file): \(problem)" : "\(file): \(place): \(problem)"
  }
}
