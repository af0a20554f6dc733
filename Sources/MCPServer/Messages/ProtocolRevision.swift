/// The revisions of the protocol that the server speaks, and what each knows.
///
/// 2025-03-26 is none of them: it alone demands that batches are taken.
enum ProtocolRevision: String, CaseIterable, Comparable, Sendable {
  case november2024 = "2024-11-05"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// The one that a client is offered who asks for another in the handshake.
  static let newestLegacy = ProtocolRevision.november2025

  /// All of them, for clients that choose.
  static var newestFirst: [ProtocolRevision] { allCases.reversed() }

  static func < (left: ProtocolRevision, right: ProtocolRevision) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Whether each request says all of itself, and there is no handshake.
  var isModern: Bool { self >= .july2026 }

  /// Whether tools have hints, and progress has a message.
  var knowsHints: Bool { self >= .june2025 }

  /// Whether things have titles beside names, and tools have an output schema and structured content.
  var knowsStructuredContent: Bool { self >= .june2025 }

  /// Whether arguments that do not fit are told to the model, as a result, and not to the client.
  var tellsMisfitsToModel: Bool { self >= .november2025 }
}
