package import TextFormats

/// What a file of one JSON object a line holds, and what of it could not be read.
package struct JSONLines: Sendable {
  /// One object of the file.
  package struct Record: Sendable {
    /// Line on which it stands; from 1.
    package let line: Int
    /// The object.
    package let value: JSONValue
  }

  /// A line that holds no object.
  package struct BadLine: Equatable, Sendable, CustomStringConvertible {
    /// Which one; from 1.
    package let line: Int
    /// What is wrong with it, for a person.
    package let reason: String

    /// Names a line; see the properties.
    package init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }

    /// One line for a person.
    package var description: String { "line \(line): \(reason)" }
  }

  /// The objects, in the order of the file.
  package private(set) var records: [Record] = []
  /// The lines in between that hold none; blank lines are passed over.
  package private(set) var badLines: [BadLine] = []
  /// The last line, where its writer was stopped before its end; from 1, nil where there is none.
  package private(set) var tornLine: Int?

  /// A file that holds nothing.
  package init() {}

  /// Reads the bytes of a file.
  ///
  /// A last line that is a whole object but lacks its newline is a record: no object ends before its
  /// last byte.
  ///
  /// - Parameter bytes: The whole file.
  package init(_ bytes: [UInt8]) {
    let newline = UInt8(ascii: "\n")
    let lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
      if isBlank { continue }
      let isLast = index == lines.count - 1
      do throws(JSONReader.Failure) {
        let value = try JSONReader.value(Array(line))
        if value.members != nil {
          records.append(Record(line: index + 1, value: value))
        } else if isLast {
          tornLine = index + 1
        } else {
          badLines.append(BadLine(line: index + 1, reason: "no JSON object"))
        }
      } catch {
        if isLast {
          tornLine = index + 1
        } else {
          badLines.append(BadLine(line: index + 1, reason: error.description))
        }
      }
    }
  }

  /// What is wrong with the file, one line each; empty where nothing is.
  package var complaints: [String] {
    badLines.map(\.description)
      + (tornLine.map { ["line \($0): torn, its writer was stopped before its end"] } ?? [])
  }
}
