/// What a sweep asks about.
package enum SweepTask: Hashable, Sendable {
  /// The Towers of Hanoi by the paper's prompt; disks, 1 to 20.
  case hanoi(disks: Int)
  /// The Towers of Hanoi in two micro-roles; disks, 2 to 8.
  case hanoiRoles(disks: Int)
  /// Prompts of a user, a file beside the definition.
  case lines(file: String)

  /// Name as a definition gives it, `hanoi` or `jsonl:prompts.jsonl`.
  package var name: String {
    switch self {
    case .hanoi: "hanoi"
    case .hanoiRoles: "hanoi-roles"
    case .lines(let file): "jsonl:" + file
    }
  }

  /// Disks; nil where the task has none.
  package var disks: Int? {
    switch self {
    case .hanoi(let disks), .hanoiRoles(let disks): disks
    case .lines: nil
    }
  }

  /// Whether steps are the lines of a file.
  package var isOfLines: Bool { disks == nil }

  /// What is wrong with a task.
  struct Problem: Error {
    let text: String
    let isOfDisks: Bool
  }

  /// Reads a task from its name and its disks.
  static func reading(_ name: String, disks: Int?) -> Result<SweepTask, Problem> {
    func within(_ range: ClosedRange<Int>, _ make: (Int) -> SweepTask) -> Result<Self, Problem> {
      guard let disks else {
        return .failure(Problem(text: "is missing; \(name) needs it", isOfDisks: true))
      }
      return range.contains(disks)
        ? .success(make(disks))
        : .failure(
          Problem(
            text: "\(disks) is outside its range: \(range.lowerBound) to \(range.upperBound)",
            isOfDisks: true))
    }
    switch name {
    case "hanoi": return within(1...20) { .hanoi(disks: $0) }
    case "hanoi-roles": return within(2...8) { .hanoiRoles(disks: $0) }
    default:
      let file = name.dropFirst("jsonl:".count)
      // The file stands beside the definition, so that an experiment is one folder.
      guard name.hasPrefix("jsonl:"), file.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil
      else {
        return .failure(
          Problem(
            text: "'\(name)' is not hanoi, hanoi-roles or jsonl:FILE with a file of that folder",
            isOfDisks: false))
      }
      return disks == nil
        ? .success(.lines(file: String(file)))
        : .failure(Problem(text: "means nothing for \(name)", isOfDisks: true))
    }
  }
}
