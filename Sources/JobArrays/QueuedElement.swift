/// An element of an array as the queue shows it.
package struct QueuedElement: Equatable, Sendable {
  /// Columns to ask `squeue` for, one element a line.
  package static let format = "%F|%K|%T|%r"

  /// Number of the array job; at least 1.
  package let job: Int
  /// Number of the element; at least 0.
  package let element: Int
  /// Whether it waits; else it runs, or is ending.
  package let isPending: Bool
  /// Whether it was held because a node could not start it: it would wait for ever.
  package let isStuck: Bool
  /// Why it waits, in the words of the queue; empty where it runs or none is given.
  package let reason: String

  /// Reads the lines of `squeue -h -r`.
  ///
  /// - Parameter text: Lines of `format`; those of jobs that are no arrays are left out.
  /// - Returns: The elements, in the order of the lines.
  package static func parse(_ text: String) -> [QueuedElement] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4, let job = Int(fields[0]), let element = Int(fields[1]), element >= 0
      else { return nil }
      let reason = fields[3].lowercased()
      return QueuedElement(
        job: job, element: element, isPending: fields[2] == "PENDING",
        isStuck: fields[2] == "PENDING" && reason.contains("launch") && reason.contains("held"),
        reason: fields[2] == "PENDING" && fields[3] != "None" ? String(fields[3].prefix(60)) : "")
    }
  }
}
