import TextFormats

/// One thing that the laboratory uses: whether it is there, what for, and how to get it.
struct Finding: Equatable {
  /// How it stands.
  enum State: String, Equatable {
    /// It is there.
    case ok
    /// It is not there, and nothing works without it.
    case missing
    /// It is not there, and only what it is needed for does not work.
    case optional
  }

  /// What was looked for.
  let subject: String
  let state: State
  /// What was found, such as a version.
  let found: String
  /// What it is needed for.
  let use: String
  /// How to get it; nil where it is there.
  let remedy: String?

  /// Says what was found.
  static func found(_ subject: String, _ found: String, for use: String) -> Finding {
    Finding(subject: subject, state: .ok, found: found, use: use, remedy: nil)
  }

  /// Says that something is not there, or not as it has to be.
  static func lacking(
    _ subject: String, _ found: String = "not found", for use: String, isRequired: Bool = false,
    remedy: String
  ) -> Finding {
    Finding(
      subject: subject, state: isRequired ? .missing : .optional, found: found, use: use,
      remedy: remedy)
  }

  /// The finding as members of reports.
  var fields: [(String, JSONValue)] {
    [
      ("subject", .string(subject)), ("state", .string(state.rawValue)),
      ("found", .string(found)), ("needed_for", .string(use)), ("how_to_get", .string(remedy)),
    ]
  }

  /// Findings for people.
  ///
  /// - Parameters:
  ///   - findings: The findings.
  ///   - width: Columns that a line may fill; at least 60.
  /// - Returns: A table, and a line for what is not there; without a line end at the end.
  static func text(_ findings: [Finding], width: Int) -> String {
    var table = TextTable([.text("what"), .text("state"), .text("found"), .text("needed for")])
    for finding in findings {
      table.append([finding.subject, finding.state.rawValue, finding.found, finding.use])
    }
    let remedies = findings.flatMap { finding in
      finding.remedy.map { WrappedText.lines("\(finding.subject): \($0)", width: width) } ?? []
    }
    return ([table.text(width: width).trimmedEnd] + (remedies.isEmpty ? [] : [""]) + remedies)
      .joined(separator: "\n")
  }
}
