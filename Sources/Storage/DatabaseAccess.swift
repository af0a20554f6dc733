import CSQLite

/// What a connection may do to its file, and to the files beside it.
package enum DatabaseAccess: Equatable, Sendable {
  /// Reads and writes; creates a missing file.
  case writing
  /// Reads beside writers; leaves the file as it is, and a `-wal` file too where told to keep it.
  case reading(keepingLog: Bool)
  /// Reads a file that nobody writes, without locks and without files beside it.
  case frozen
  /// Reads a file and its `-wal` and `-shm` files, and cannot change any of the three.
  case watching
  /// Reads a file and its `-wal` file while nobody else may, without making a `-shm` file.
  case alone

  /// Flags of `sqlite3_open_v2`.
  var flags: Int32 {
    let mode =
      switch self {
      case .writing: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .reading, .alone: SQLITE_OPEN_READWRITE
      case .frozen, .watching: SQLITE_OPEN_READONLY
      }
    return mode | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
  }

  /// Whether closing the connection must leave the `-wal` file where it is.
  var keepsLog: Bool {
    switch self {
    case .writing, .reading(keepingLog: false): false
    case .reading, .frozen, .watching, .alone: true
    }
  }

  /// Settings of the connection, none of which touches the file.
  var pragmas: [String] {
    switch self {
    case .writing: ["PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL"]
    case .reading, .frozen, .watching: ["PRAGMA query_only = ON"]
    case .alone: ["PRAGMA query_only = ON", "PRAGMA locking_mode = EXCLUSIVE"]
    }
  }

  /// Returns the name under which SQLite opens a path, so that no character of it is special.
  func uri(of path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : "file:./"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri += byte < 16 ? "%0" : "%"
        uri += String(byte, radix: 16)
      }
    }
    switch self {
    case .writing, .reading, .alone: return uri
    case .frozen: return uri + "?immutable=1"
    case .watching: return uri + "?readonly_shm=1"
    }
  }
}
