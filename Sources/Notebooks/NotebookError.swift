/// Why a page is no notebook: one place of it.
package struct NotebookError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The page as it was named.
  package let page: String
  /// Line of the page; from 1.
  package let line: Int
  /// What is wrong, and what is allowed.
  package let problem: String

  /// Describes a place of a page.
  ///
  /// - Parameters:
  ///   - page: The page as it was named.
  ///   - line: Line of the page, from 1.
  ///   - problem: What is wrong, and what is allowed.
  package init(page: String, line: Int, problem: String) {
    self.page = page
    self.line = line
    self.problem = problem
  }

  /// One line, `page:line: problem`.
  package var description: String { "\(page):\(line): \(problem)" }
}

/// Everything that keeps a page from being a notebook, in the order of the page.
package struct NotebookErrors: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong; at least one.
  package let all: [NotebookError]

  /// One line for each.
  package var description: String { all.map(\.description).joined(separator: "\n") }
}
