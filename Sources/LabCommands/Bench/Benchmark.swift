#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One measured quantity with its goal, which stands in code and nowhere else.
struct Benchmark {
  /// Which side of the goal is good.
  enum Goal {
    case atLeast(Double)
    case atMost(Double)

    func isMet(_ value: Double) -> Bool {
      switch self {
      case .atLeast(let limit): value >= limit
      case .atMost(let limit): value <= limit
      }
    }

    var text: String {
      switch self {
      case .atLeast(let limit): ">= \(NumberFormat.significant(limit, 3))"
      case .atMost(let limit): "<= \(NumberFormat.significant(limit, 3))"
      }
    }
  }

  /// What a run of the measurement found.
  struct Measurement {
    /// The value that the goal is about.
    var value: Double
    /// What was measured, for a person.
    var detail: String
  }

  let name: String
  let unit: String
  let goal: Goal
  let measure: () async throws -> Measurement

  /// Seconds that a piece of work takes.
  static func seconds(_ work: () -> Void) -> Double {
    max(ContinuousClock().measure(work) / .seconds(1), 1e-9)
  }

  /// Seconds that a piece of work takes a core, whatever else the machine does; nothing else of this
  /// program may run beside it.
  static func coreSeconds(_ work: () -> Void) -> Double {
    let start = coreTime()
    work()
    return max(coreTime() - start, 1e-9)
  }

  /// Time that this program has taken cores, all threads together; seconds.
  static func coreTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// The middle of an odd number of values.
  static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }

  /// Takes two pieces of work turn by turn, so that a busy machine slows both, and returns the
  /// median of the ratios of their times and the median time of each; seconds.
  static func sideBySide(
    rounds: Int, _ first: () -> Void, _ second: () -> Void
  ) -> (ratio: Double, first: Double, second: Double) {
    var firsts: [Double] = []
    var seconds: [Double] = []
    for _ in 0..<rounds {
      firsts.append(Self.seconds(first))
      seconds.append(Self.seconds(second))
    }
    let ratios = zip(firsts, seconds).map { $0 / $1 }
    return (median(ratios), median(firsts), median(seconds))
  }
}
