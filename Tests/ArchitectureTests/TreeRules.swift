/// Rules about files as text, their sizes and their places.
enum TreeRules {
  /// Greatest length of a file; lines.
  static let mostLines = 500
  /// Greatest median length of the files of `Sources`; lines.
  static let mostMedianLines = 120

  static func tooLong(_ file: SourceFile) -> [Violation] {
    let count = lineCount(file)
    guard count > mostLines else { return [] }
    return [
      Violation(
        file: file.path, line: count, problem: "\(count) lines; allowed are up to \(mostLines)")
    ]
  }

  /// The median is taken from the upper half where there are two middle files.
  static func medianTooLong(_ files: [SourceFile]) -> [Violation] {
    let counts = files.map(lineCount).sorted()
    guard let median = counts.isEmpty ? nil : counts[counts.count / 2] else {
      return [Violation(file: "Sources", line: 0, problem: "no files were found")]
    }
    guard median > mostMedianLines else { return [] }
    return [
      Violation(
        file: "Sources", line: 0,
        problem: "median of \(median) lines; allowed are up to \(mostMedianLines)")
    ]
  }

  private static func lineCount(_ file: SourceFile) -> Int {
    file.text.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  /// Places outside the repository; put together here so that this file does not name them.
  static let foreignPlaces = ["../" + "shared"] + ["work", "root", "opt"].map { "/\($0)/" }

  /// No file depends on the machine or the folder it was written in.
  static func foreignPlaces(_ file: SourceFile) -> [Violation] {
    file.lines.enumerated().flatMap { index, line in
      foreignPlaces.filter(line.contains).map {
        Violation(file: file.path, line: index + 1, problem: "mentions \($0)")
      }
    }
  }

  /// Settings that switch the language's checks off; their names are put together as above.
  static let unsafeSettings = ["-O" + "unchecked", "unsafe" + "Flags"]

  /// What optimises and switches no check off.
  static let safeSetting = ".unsafe" + #"Flags(["-O", "-assert-config", "Debug"], "#

  static func unsafeSettings(_ file: SourceFile) -> [Violation] {
    file.lines.enumerated().flatMap { index, line in
      let line = line.replacing(safeSetting, with: "")
      return unsafeSettings.filter(line.contains).map {
        Violation(file: file.path, line: index + 1, problem: "\($0) is not allowed")
      }
    }
  }

  static let allowedAtTheTop: Set<String> = [
    "Package.swift", "Sources", "Tests", "Experiments", "Results", "notebooks-md", "README.md",
    "Makefile", "LICENSE", "CITATION.cff",
  ]

  static func strangersAtTheTop(_ names: [String]) -> [Violation] {
    names.filter { !allowedAtTheTop.contains($0) }.map {
      Violation(file: $0, line: 0, problem: "does not belong at the top of the repository")
    }
  }
}
