import Foundation

/// The tables, figures and texts that a folder of results holds, and nothing else in it.
///
/// What is asked for is looked up among what is there; a name that a client gave never becomes a path.
struct ResultLibrary: Sendable {
  /// A file of a suite.
  struct Entry: Equatable, Sendable {
    /// Name of the suite's folder.
    let suite: String
    /// Name of the file with its suffix, as `kmin.claims.csv`.
    let file: String
    /// What its suffix says it is.
    let kind: Kind
    /// Size; bytes.
    let size: Int
  }

  /// A kind of file that may be read, by its suffix.
  enum Kind: String, CaseIterable {
    case csv, png, svg, json
    case markdown = "md"

    /// Type of the content.
    var mimeType: String {
      switch self {
      case .csv: "text/csv"
      case .png: "image/png"
      case .svg: "image/svg+xml"
      case .json: "application/json"
      case .markdown: "text/markdown"
      }
    }
  }

  /// Greatest size of a file that is read; bytes.
  static let mostBytes = 8 << 20
  /// Most files that are looked at; count.
  static let mostFiles = 10_000

  private let folder: LabFolder

  /// Looks at nothing yet.
  ///
  /// - Parameter folder: The folder of results.
  init(_ folder: LabFolder) { self.folder = folder }

  /// The files, by suite and name: plain files with a known suffix in folders of the folder; no link, and
  /// no name that begins with a dot or holds anything but letters, digits, dots, dashes and underscores.
  var entries: [Entry] {
    var entries: [Entry] = []
    for suite in names(in: folder.url, of: .typeDirectory) {
      let url = folder.folder(suite: suite)
      for file in names(in: url, of: .typeRegular) {
        guard let suffix = file.split(separator: ".").last.map(String.init),
          suffix.count < file.count, let kind = Kind(rawValue: suffix),
          let size = attributes(url.appendingPathComponent(file))?[.size] as? Int
        else { continue }
        entries.append(Entry(suite: suite, file: file, kind: kind, size: size))
        if entries.count == Self.mostFiles { return entries }
      }
    }
    return entries
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - suite: Name of the suite, from anywhere.
  ///   - file: Name of the file, from anywhere.
  /// - Returns: The file and its bytes; nil where it is none of `entries`.
  /// - Throws: `LabError` where it is too large, or cannot be read.
  func read(suite: String, file: String) throws(LabError) -> (Entry, Data)? {
    guard let entry = entries.first(where: { $0.suite == suite && $0.file == file }) else {
      return nil
    }
    let shown = "\(entry.suite)/\(entry.file)"
    guard entry.size <= Self.mostBytes else {
      throw LabError("\(shown) is larger than \(Self.mostBytes) bytes")
    }
    let url = folder.folder(suite: entry.suite).appendingPathComponent(entry.file)
    guard let handle = try? FileHandle(forReadingFrom: url),
      let bytes = try? handle.read(upToCount: Self.mostBytes) ?? Data()
    else { throw LabError("\(shown) cannot be read") }
    return (entry, bytes)
  }

  /// Names of what a folder holds of a type, in a fixed order.
  private func names(in url: URL, of type: FileAttributeType) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { name in
      name.utf8.count <= 128 && name.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9._-]*/) != nil
        && attributes(url.appendingPathComponent(name))?[.type] as? FileAttributeType == type
    }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// What the system says of a file itself, not of what it links to.
  private func attributes(_ url: URL) -> [FileAttributeKey: Any]? {
    try? FileManager.default.attributesOfItem(atPath: url.path)
  }
}
