/// What a block of a page may take.
struct NotebookLimits: Sendable {
  /// Time of a block; seconds, above 0.
  var quick = 600.0
  /// Time of a block that is labelled slow; seconds, above 0.
  var slow = 7200.0
  /// What a command may print, or a query give; bytes, at least 1.
  var bytes = 1 << 20
  /// Time from an interrupt until what runs is killed, whatever it is at; seconds.
  static let grace = 10
}

/// A page that was stopped by an interrupt.
struct NotebookInterrupted: Error {}
