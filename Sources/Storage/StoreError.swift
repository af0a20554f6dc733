package import ExperimentDesign

/// Why a store or a result file could not be opened, read or written.
package enum StoreError: Error, Equatable, Sendable {
  /// The path holds something else; `found` says what.
  case notAStore(path: String, found: String)
  /// The store is damaged; `finding` says how that shows.
  case torn(path: String, finding: String)
  /// The store has a schema version above the greatest one known here; both at least 1.
  case newer(path: String, version: Int, known: Int)
  /// There is no store to read.
  case missing(path: String)
  /// The operating system refuses the path; `reason` is its own text.
  case cannotOpen(path: String, reason: String)
  /// The file, its folder or its disk does not accept writes.
  case readOnly(path: String)
  /// The disk, or the quota on it, is full.
  case diskFull(path: String)
  /// Another process kept the store locked; `seconds` is how long it was waited for.
  case busy(path: String, seconds: Int)
  /// The store holds another tally for some of the trials offered.
  case tallyConflict(path: String, conflict: TallyConflict)
  /// The store holds another definition under the same name.
  case definitionConflict(path: String, name: String)
  /// The store holds another reply, or another outcome, for the same draw.
  case drawConflict(path: String, draw: String)
  /// Any other error of SQLite: its extended result code and its own text, never a bound value.
  case sqlite(path: String, code: Int, message: String)
}

/// Two tallies of one design point and seed that cannot both be right.
package struct TallyConflict: Equatable, Sendable {
  /// Design point of both.
  package let point: StrongID
  /// Seed of both; 0 to `Int.max`.
  package let seed: Int
  /// Trials of the tally in the store, by index.
  package let held: Range<Int>
  /// Trials of the tally that was refused, by index.
  package let offered: Range<Int>

  /// Takes two ranges of trials, the stored one and the one that was refused.
  package init(point: StrongID, seed: Int, held: Range<Int>, offered: Range<Int>) {
    self.point = point
    self.seed = seed
    self.held = held
    self.offered = offered
  }
}

extension StoreError: CustomStringConvertible {
  /// One line for a person: where, what, and what to do.
  package var description: String { sentence.onOneLine }

  private var sentence: String {
    switch self {
    case .notAStore(let path, let found):
      "\(path): not a MakerLab store but \(found); give another path"
    case .torn(let path, let finding):
      "\(path): the store is damaged (\(finding)); restore a copy, or move it away and run again"
    case .newer(let path, let version, let known):
      "\(path): the store was made by a newer MakerLab (schema \(version), this one knows "
        + "\(known)); update MakerLab"
    case .missing(let path):
      "\(path): there is no store; run an experiment first, or give another path"
    case .cannotOpen(let path, let reason):
      "\(path): cannot be opened (\(reason)); check the path and its folder"
    case .readOnly(let path):
      "\(path): cannot be written (read-only); check its permissions, or give another path"
    case .diskFull(let path):
      "\(path): the disk is full; free some space and run the same command again"
    case .busy(let path, let seconds):
      "\(path): another process holds the store (waited \(seconds) s); let it finish and run again"
    case .tallyConflict(let path, let conflict):
      "\(path): \(conflict)"
    case .definitionConflict(let path, let name):
      "\(path): \(name) has another definition in the store; run it again in both stores, or keep "
        + "the two apart"
    case .drawConflict(let path, let draw):
      "\(path): \(draw) is recorded with another content; two runs asked for the same draw, keep "
        + "them in separate stores"
    case .sqlite(let path, let code, let message):
      "\(path): SQLite error \(code): \(message)"
    }
  }
}

extension TallyConflict: CustomStringConvertible {
  /// One line for a person: the point, the ranges and what to do.
  package var description: String {
    let what =
      held == offered
      ? "another tally is stored for trials \(Self.text(held))"
      : "trials \(Self.text(offered)) overlap the stored trials \(Self.text(held))"
    return "point \(point.description.prefix(12)), seed \(seed): \(what); "
      + "the two stem from different programs or plans, keep them in separate stores"
  }

  private static func text(_ trials: Range<Int>) -> String {
    "\(trials.lowerBound)..<\(trials.upperBound)"
  }
}
