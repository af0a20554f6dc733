import Analysis
import ExperimentDesign
import NoisyChannels
import Simulation
import Statistics
import Storage
import Tasks

extension ResultSet {
  /// One row a bin of reply lengths of a model whose long replies err; nil for other experiments.
  var lengthTable: CSVTable? {
    let lengths = lengths.value
    guard !lengths.isEmpty else { return nil }
    let rows = lengths.flatMap { result, counts in
      LengthBin.bins.map { tokens in
        let bin = LengthBin(tokens: tokens, of: counts)
        let unit = 1 / (Double(result.tally.trials) * Double(tokens.count))
        let interval = BinomialInterval.fixedTrials(
          successes: bin.wrong, trials: bin.all, level: result.level)
        return [
          result.point.model?.name ?? "", result.point.disks.map(String.init) ?? "",
          "\(tokens.lowerBound)", "\(tokens.upperBound)", "\(bin.all)", "\(bin.wrong)",
          text(Double(bin.all) * unit), text(Double(bin.wrong) * unit),
          text(Double(bin.wrong) / Double(bin.all)), text(interval.low), text(interval.high),
          text(result.point.model?.longReplies?.wrongRate(tokens, counts)),
        ]
      }
    }
    return CSVTable(
      comments: comments + [
        "tokens of a reply; densities per token and of all replies; what cannot be read is wrong",
        "error_rate_law is the mean of the channel's law over the replies of the bin",
      ],
      columns: [
        "model", "disks", "low", "high", "replies", "wrong", "density", "density_wrong",
        "error_rate", "error_rate_low", "error_rate_high", "error_rate_law",
      ],
      rows: rows)
  }
}

/// Replies whose lengths lie side by side.
private struct LengthBin {
  /// Replies; count.
  let all: Int
  /// Wrong ones among them; count.
  let wrong: Int

  /// 50 tokens each; beyond 1000, where replies are few, 250, and last those that were cut.
  static let bins: [ClosedRange<Int>] =
    stride(from: 1, to: 1000, by: 50).map { $0...$0 + 49 }
    + stride(from: 1001, to: 2000, by: 250).map { $0...$0 + 249 }
    + [2001...calibrationTokenLimit]

  init(tokens: ClosedRange<Int>, of counts: LengthCounts) {
    all = tokens.reduce(0) { $0 + counts.all(ofLength: $1) }
    wrong = tokens.reduce(0) {
      $0 + ($1 <= counts.wrong.count ? counts.wrong[$1 - 1] : 0)
    }
  }
}

extension LengthCounts {
  /// Replies of a length, where a bin is one token wide.
  fileprivate func all(ofLength tokens: Int) -> Int {
    tokens <= all.count ? all[tokens - 1] : 0
  }
}

extension PointResult {
  /// Replies by their length, token by token, where the point calibrates a model whose long replies
  /// err, else nil.
  ///
  /// They are those that the trials counted: drawn again.
  var lengths: LengthCounts? {
    guard point.subject == .calibration, let disks = point.disks,
      let law = point.model?.longReplies
    else { return nil }
    return CalibrationSampler(disks: disks, law: law, root: planned.streamRoot(seed: seed))
      .lengths(0..<tally.trials, binWidth: 1)
  }
}

extension LongReplyLaw {
  /// Probability that a calibration takes a reply of a bin for wrong, over the lengths found there; unit
  /// 1, nil where there is none or the channel cuts some.
  fileprivate func wrongRate(_ tokens: ClosedRange<Int>, _ counts: LengthCounts) -> Double? {
    let all = tokens.reduce(0) { $0 + counts.all(ofLength: $1) }
    guard tokens.upperBound < longest, all > 0 else { return nil }
    let faults = tokens.reduce(0) {
      $0 + Double(counts.all(ofLength: $1)) * faultRate(tokens: $1)
    }
    // The repairing reading mends the rest.
    return faults * (1 - mendedShare) / Double(all)
  }
}
