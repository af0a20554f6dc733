import Economics
import ExperimentDesign
import Foundation
import MAKERCore
import Providers
import SharedState
import Storage
import Testing

/// The budget of a day, over a real store.
@Suite(.timeLimit(.minutes(10))) final class DailyBudgetsTests {
  private let folder = NSTemporaryDirectory() + "providers-tests-" + UUID().uuidString
  private let today = Locked(20_000)

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var store: String { folder + "/lab.sqlite" }

  /// The budgets as another process finds them.
  private func budgets() throws -> DailyBudgets {
    let today = today
    return DailyBudgets(
      try GroupCommitter(DrawStore(path: store), payer: "server"),
      limits: SpendingLimit(money: Money(picodollars: 100), tokens: 1000),
      payer: { "day \($0) \($1)" }, today: { today.withLock { $0 } })
  }

  private func charge(_ tokens: Int, _ money: Int?) -> Charge {
    Charge(inputTokens: tokens, outputTokens: 0, picodollars: money)
  }

  /// Asks for one draw of a day; nil leaves it under way, as a process that is killed does.
  private func ask(
    _ day: DailyBudgets.Day, _ worst: Charge, _ outcome: AttemptOutcome?
  ) async throws {
    let reservation = try await day.keeper.reserve(worst, for: "openai")
    let definition = "channel=openai:m"
    let key = DrawKey(
      recording: StrongID(of: definition).description,
      coordinates: DrawCoordinates(trial: 0, step: 0, draw: 0), request: "request")
    let asked = await day.ledger.newAttempt(for: key, of: "openai", reserving: worst)
    try await day.ledger.commit([.begun(definition: definition), .asked(asked)])
    guard let outcome else { return }
    await day.keeper.settle(reservation, outcome)
    try await day.ledger.commit([
      .settled(session: asked.session, number: asked.number, outcome)
    ])
  }

  /// What the journal holds counts, an attempt without an end at its worst case; calls without a price
  /// leave the sum of money known.
  @Test func aRestartDoesNotFillThePurse() async throws {
    do {
      let day = try await budgets().day()
      try await ask(day, charge(300, 60), .answered(charge(200, 40)))
      try await ask(day, charge(100, nil), .answered(charge(50, nil)))
      try await ask(day, charge(10, 5), nil)
      #expect(await day.keeper.budget.spent == charge(250, 40))
      #expect(await day.keeper.budget.reserved == charge(10, 5))
    }
    let day = try await budgets().day()
    #expect(await day.keeper.budget.spent == charge(260, 45))
    await #expect(throws: ChannelFailure.self) {
      _ = try await day.keeper.reserve(charge(1, 56), for: "openai")
    }
    await #expect(throws: ChannelFailure.self) {
      _ = try await day.keeper.reserve(charge(741, nil), for: "openai")
    }
    let fits = try await day.keeper.reserve(charge(740, 55), for: "openai")
    await day.keeper.settle(fits, .free)
  }

  /// A day has one budget, whoever asks for it at once, and work goes on with the day that it began on.
  @Test func midnightOpensANewPurse() async throws {
    let budgets = try budgets()
    let days = try await withThrowingTaskGroup(of: DailyBudgets.Day.self) { group in
      for _ in 0..<20 { group.addTask { try await budgets.day() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let first = try await budgets.day()
    #expect(days.allSatisfy { $0.keeper === first.keeper })
    let reader = try LabStore(readingOnly: store)
    #expect(try reader.database.integer("SELECT count(*) FROM session") == 3, "opened once")
    reader.close()
    try await ask(first, charge(900, 90), .unknown)
    today.withLock { $0 += 1 }
    let second = try await budgets.day()
    #expect(second.number == first.number + 1)
    #expect(await second.keeper.budget.spent == .zero)
    try await ask(first, charge(100, 10), .unknown)
    try await ask(second, charge(1000, 100), .answered(charge(7, 7)))
    #expect(await first.keeper.budget.spent == charge(1000, 100))
    let again = try await self.budgets().day()
    #expect(await again.keeper.budget.spent == charge(7, 7))
    today.withLock { $0 -= 1 }
    let before = try await self.budgets().day()
    #expect(await before.keeper.budget.spent == charge(1000, 100))
  }
  /// A clock that is set back over midnight opens no second purse beside one that is still spent from.
  @Test func aDayNeverGoesBack() async throws {
    let budgets = try budgets()
    let first = try await budgets.day()
    today.withLock { $0 += 1 }
    let second = try await budgets.day()
    for step in [-1, -30, 31] {
      today.withLock { $0 += step }
      let day = try await budgets.day()
      #expect(day.number == second.number && day.keeper === second.keeper)
    }
    today.withLock { $0 += 1 }
    let third = try await budgets.day()
    #expect(third.number == second.number + 1 && first.keeper !== third.keeper)
  }
}
