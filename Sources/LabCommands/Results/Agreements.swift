import Analysis
import ExperimentDesign
import Storage

/// Published values beside those of a result set.
extension ResultSet {
  /// One agreement a published value, in the order of the definition.
  var agreements: [Agreement] {
    printedAgreements + undecidedAgreements
  }

  private var printedAgreements: [Agreement] {
    guard let published = plan.definition.published else { return [] }
    let points = pointTable
    // Of replies by their length, or of the votes of a race, where the points have no such column.
    let needsMore = published.contains { !points.columns.contains($0.column) }
    let hasRace = plan.definition.figures?.values.contains(.hardStepRace) ?? false
    let more = needsMore ? [lengthTable, hasRace ? try? hardStepTable() : nil] : []
    let tables = [points] + more.compactMap { $0 }
    return published.map { value in
      let table = tables.first { $0.columns.contains(value.column) } ?? points
      let rows = table.rows.filter { row in
        value.place.allSatisfy { name, wanted in
          guard let index = table.columns.firstIndex(of: name) else { return false }
          return row[index] == wanted || (Double(wanted).map { $0 == Double(row[index]) } ?? false)
        }
      }
      /// The first of the rows that has a number in a column: theory and Monte Carlo are two rows.
      func number(_ suffix: String) -> Double? {
        table.columns.firstIndex(of: value.column + suffix).flatMap { index in
          rows.lazy.compactMap { Double($0[index]) }.first
        }
      }
      let band = number("_low").flatMap { low in
        number("_high").flatMap { low <= $0 ? low...$0 : nil }
      }
      let found = number("")
      let isTheory = ResultSet.theoryColumns.contains(value.column)
      return Agreement(
        value, ours: isTheory ? nil : found, exact: isTheory ? found : number("_exact"),
        z: number("_z"), runs: band)
    }
  }

  /// Refuses a published value that names no point, or no column with a number; what is not published
  /// may be unknown to us too.
  ///
  /// - Throws: `LabError` that names the value.
  func checkPublished() throws {
    for (value, agreement) in zip(plan.definition.published ?? [], printedAgreements)
    where value.basis != .notPublished && agreement.ours == nil && agreement.exact == nil {
      let place = value.place.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      throw LabError(
        "\(plan.experiment): published value '\(value.item)': no number in column '\(value.column)' "
          + "where \(place.joined(separator: " "))")
    }
  }

  /// Columns of the results table that hold theory alone.
  private static let theoryColumns: Set<String> = [
    "k_min", "log10_cost_approximate", "usd_approximate",
  ]
}

extension Agreement {
  /// Columns of `agreement.csv`.
  static let columns = ["item", "published", "ours", "exact", "z_or_band", "verdict"]

  /// The row of `agreement.csv`.
  var fields: [String] {
    let interval = band.map {
      "[\(NumberFormat.significant($0.lowerBound, 7)); \(NumberFormat.significant($0.upperBound, 7))]"
    }
    let deviate = z.map { "z \(NumberFormat.significant($0, 3))" }
    return [
      item, published, text(ours), text(exact),
      [interval, deviate, note.isEmpty ? nil : note].compactMap { $0 }.joined(separator: ", "),
      verdict.rawValue,
    ]
  }
}
