import Economics
import Foundation
import Storage

/// What runs were charged and did not log.
enum RunCharges {
  /// What the stores of runs that are not fully logged say.
  struct Found {
    /// What is missing in the log, of runs under way too; the worst case stands for calls without an end.
    var entries: [TokenLogEntry] = []
    /// Runs that nobody can ask about any more, a line each.
    var complaints: [String] = []
  }

  /// Looks at the stores of the runs that began and are not fully logged; nothing is changed.
  ///
  /// - Parameter contents: The log.
  /// - Returns: What is missing, and of which runs nothing is known.
  static func unlogged(_ contents: TokenLog.Contents) -> Found {
    var found = Found()
    for run in contents.openRuns {
      do {
        let charges = try charges(of: run)
        found.entries += contents.missing(of: charges.entries, ofSession: run.session)
      } catch {
        found.complaints.append(
          "line \(run.line): \("\(error)".onOneLine); what this run was charged is unknown")
      }
    }
    return found
  }

  /// Logs what runs that are over were charged, and that they have ended.
  ///
  /// A run that may still be going on is left for later: what it was charged can grow, and calls that are
  /// under way stand at more than they will take.
  ///
  /// - Parameters:
  ///   - log: The log, to which this process alone charges runs.
  ///   - payer: Id of the run of this process, which has the right to its store.
  ///   - store: Path of that store.
  ///   - current: Its session, where that is under way and nothing of it may be logged; nil for none.
  ///   - closing: Its session, where all its calls have come back; nil for none.
  /// - Throws: What the log refuses; stores that refuse are left out.
  static func settle(
    _ log: TokenLog, payer: String, store: String, current: String? = nil, closing: String? = nil
  ) throws {
    for run in try log.read().openRuns where run.session != current {
      guard let first = try? charges(of: run) else { continue }
      let isOwn = first.payer == payer && run.store == store
      let right =
        isOwn ? nil : try? FileLock(path: AskingService.lockPath(run.store, payer: first.payer))
      // Read again: it may have gone on until the right was free.
      guard isOwn || right != nil, let charges = try? charges(of: run) else { continue }
      // A call that never came back may yet: its worst case is logged when its process is gone.
      if run.session == closing, charges.unsettled > 0 { continue }
      let missing = try log.read().missing(of: charges.entries, ofSession: run.session)
      try log.append(missing: missing + [run.ended])
      withExtendedLifetime(right) {}
    }
  }

  private static func charges(of run: TokenLog.OpenRun) throws -> SessionCharges {
    guard FileManager.default.fileExists(atPath: run.store) else {
      throw LabError("\(run.store) is gone")
    }
    guard
      let charges = try LabStore.charges(
        in: run.store, ofSession: run.session, item: run.begun.item)
    else { throw LabError("\(run.store) does not know it") }
    return charges
  }
}
