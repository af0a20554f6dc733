/// At most so much in any minute: requests, or tokens.
///
/// It counts what was granted within the last minute rather than filling a bucket: a bucket of n a
/// minute lets nearly 2 n pass in its first minute, and the provider would refuse them.
struct MinuteQuota: Sendable {
  /// A minute; nanoseconds.
  static let minute = 60_000_000_000

  private struct Grant: Sendable {
    let id: Int
    let time: Int
    var amount: Int
  }

  /// Most in any minute; at least 1.
  let most: Int
  private var grants: [Grant] = []
  /// Index of the first grant that still counts.
  private var first = 0
  private var sum = 0

  init(most: Int) {
    precondition(most >= 1, "a quota of nothing")
    self.most = most
  }

  /// Time until an amount is within the quota; nanoseconds, 0 for now.
  ///
  /// An amount beyond the whole quota counts as the whole quota: it goes alone in its minute.
  mutating func wait(for amount: Int, now: Int) -> Int {
    forget(before: now)
    var missing = sum - (most - min(amount, most))
    if missing <= 0 { return 0 }
    for grant in grants[first...] {
      missing -= grant.amount
      if missing <= 0 { return grant.time + Self.minute - now }
    }
    return 0
  }

  /// Counts an amount from now on.
  mutating func grant(_ amount: Int, id: Int, now: Int) {
    let amount = min(amount, most)
    grants.append(Grant(id: id, time: now, amount: amount))
    sum += amount
  }

  /// Corrects an amount once it is known; one that no longer counts is left alone.
  mutating func correct(_ id: Int, to amount: Int) {
    // Ids grow with their grants.
    var low = first
    var high = grants.count
    while low < high {
      let middle = (low + high) / 2
      if grants[middle].id < id { low = middle + 1 } else { high = middle }
    }
    guard low < grants.count, grants[low].id == id else { return }
    let amount = min(amount, most)
    sum += amount - grants[low].amount
    grants[low].amount = amount
  }

  private mutating func forget(before now: Int) {
    while first < grants.count, grants[first].time + Self.minute <= now {
      sum -= grants[first].amount
      first += 1
    }
    if first > 64, first * 2 > grants.count {
      grants.removeFirst(first)
      first = 0
    }
  }
}
