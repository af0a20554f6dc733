/// The first 100 bytes of an SQLite file: which program made it, and how long it ought to be.
///
/// - Source: sqlite.org/fileformat2.html, section 1.3.
struct StoreHeader: Equatable {
  /// Bytes of the header; bytes.
  static let size = 100
  /// Marks our files among all SQLite files: `MkLb`.
  static let applicationID = 0x4D6B_4C62

  /// Bytes of a page; a power of two, 512 to 65,536.
  let pageSize: Int
  /// Pages the file ought to have; nil when the program that wrote it last did not keep the count.
  let pageCount: Int?
  /// Number of our schema; at least 1 in a store.
  let schemaVersion: Int
  /// Mark of the program that made the file.
  let applicationID: Int

  /// Reads a header; nil when the bytes are none.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.size, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      return nil
    }
    func number(at offset: Int, bytes width: Int) -> Int {
      bytes[offset..<offset + width].reduce(0) { $0 << 8 | Int($1) }
    }
    let sizeField = number(at: 16, bytes: 2)
    self.pageSize = sizeField == 1 ? 65_536 : sizeField
    guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else { return nil }
    let isCountValid = number(at: 24, bytes: 4) == number(at: 92, bytes: 4)
    self.pageCount = isCountValid ? number(at: 28, bytes: 4) : nil
    self.schemaVersion = number(at: 60, bytes: 4)
    self.applicationID = number(at: 68, bytes: 4)
  }
}
