/// Why a reply is discarded; it is counted, and never repaired by the flagging reading.
public enum RedFlag: String, Error, Hashable, Sendable, CaseIterable, Codable {
  /// No text at all.
  case empty
  /// Bytes that are no UTF-8.
  case notText = "not text"
  /// More tokens than allowed, by the channel's own count or its finish reason.
  case tooLong = "too long"
  /// The action is not there.
  case noAction = "no action"
  /// The action is there and is not what the grammar says.
  case badAction = "bad action"
  /// The next state is not there.
  case noState = "no state"
  /// The next state is there and is not what the grammar says.
  case badState = "bad state"
  /// Against the rules of the task; only where the policy asks for it.
  case illegal
}

/// How a reply that does not fit the grammar is read.
public enum ReplyReading: String, Hashable, Sendable, CaseIterable, Codable {
  /// What does not fit is flagged.
  case flagging
  /// What can be mended is mended, as the paper's calibration did; for comparison only.
  case repairing
}

/// Counts of red flags by reason.
public struct FlagCounts: Hashable, Sendable {
  @usableFromInline var counts = SIMD8<Int>(repeating: 0)

  /// Starts without flags.
  public init() {}

  /// Flags of a reason; count.
  public subscript(flag: RedFlag) -> Int {
    @inlinable get { counts[flag.index] }
    @inlinable set { counts[flag.index] = newValue }
  }

  /// Flags of all reasons; count.
  public var total: Int { counts.wrappedSum() }

  /// Reasons that occurred, in the order of the cases, with their counts.
  public var listed: [(flag: RedFlag, count: Int)] {
    RedFlag.allCases.map { ($0, self[$0]) }.filter { $0.1 > 0 }
  }

  /// Adds the counts of others.
  public static func += (sum: inout FlagCounts, other: FlagCounts) {
    sum.counts &+= other.counts
  }
}

/// Written as an object of the reasons that occurred, such as `{"too long": 2}`.
extension FlagCounts: Codable {
  /// Reads counts; a reason that does not exist is refused.
  ///
  /// - Throws: `DecodingError` for a reason that does not exist.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    for (name, count) in try container.decode([String: Int].self) {
      guard let flag = RedFlag(rawValue: name), count >= 0 else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\(name): \(count) is no count of a red flag")
      }
      self[flag] = count
    }
  }

  /// Writes counts.
  ///
  /// - Throws: What the encoder refuses.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Dictionary(uniqueKeysWithValues: listed.map { ($0.flag.rawValue, $0.count) }))
  }
}

extension RedFlag {
  /// Place of the case; 0 to 7.
  @inlinable
  var index: Int {
    switch self {
    case .empty: 0
    case .notText: 1
    case .tooLong: 2
    case .noAction: 3
    case .badAction: 4
    case .noState: 5
    case .badState: 6
    case .illegal: 7
    }
  }
}
