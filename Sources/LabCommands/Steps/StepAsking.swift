import ExperimentDesign
import MAKERCore
import Providers
import Storage

/// Who is asked about independent steps, and what that may cost.
struct StepAsking {
  /// The channel, then those an undecided step goes to.
  let choices: [ChannelChoice]
  /// Seed of the run; at least 0.
  let seed: Int
  private let spending: SpendingOptions
  private let folder: LabFolder
  private let context: LabContext

  /// Options of commands that ask about steps.
  static let options: [OptionDescription] =
    [
      .value(
        "store", "folder", help: "where draws of providers are kept, and looked up first",
        default: "Results/solves")
    ] + SpendingOptions.options

  /// Reads the options; nothing is made or asked.
  ///
  /// - Parameters:
  ///   - choices: Who is asked; not empty.
  ///   - seed: Seed of the run; at least 0.
  ///   - arguments: The words, of a command whose table holds `options`.
  ///   - context: The surroundings.
  /// - Throws: `LabError` or `UsageError` in one line, also for limits where nobody is paid.
  init(
    _ choices: [ChannelChoice], seed: Int, _ arguments: Arguments, _ context: LabContext
  ) throws {
    self.choices = choices
    self.seed = seed
    self.context = context
    folder = try LabFolder(arguments.string("store") ?? "Results/solves")
    spending = try SpendingOptions(arguments, environment: context.environment)
    let endpoints = choices.flatMap(\.endpoints)
    if endpoints.isEmpty {
      try SpendingOptions.refuse(arguments)
      if arguments.value("store") != nil { throw LabError("--store: this run asks no provider") }
    } else {
      _ = try AskingRun.prices(endpoints, spending)
    }
  }

  /// Prints what a run would take where only that is wanted.
  ///
  /// - Parameters:
  ///   - request: The draw of the run with the longest prompt.
  ///   - calls: How many there will be, by the step success that is assumed.
  /// - Returns: Whether it did; then nothing is to be asked.
  /// - Throws: What is wrong with the price books.
  func isProjected(
    _ request: @autoclosure () -> DrawRequest,
    calls: (_ assumed: Double) throws -> ProjectedCalls
  ) throws -> Bool {
    guard spending.isDryRun else { return false }
    let endpoints = choices.flatMap(\.endpoints)
    let longest = request()
    let models = endpoints.map { DrawProjection.Model($0, asked: longest) }
    let prices = try AskingRun.prices(endpoints, spending)
    context.write(
      try spending.text(
        DrawProjection(
          models: models, calls: try calls(spending.assumedSuccess), limits: spending.limits,
          prices: prices), prices: prices))
    return true
  }

  /// Makes the channels, ready to be asked.
  ///
  /// - Parameters:
  ///   - run: What identifies the run, whose budget counts over its resumes.
  ///   - task: The task.
  ///   - renderer: Says what a simulated model decides.
  ///   - tokenLimit: Most tokens of a reply that is asked for; tokens, nil for no limit.
  ///   - margin: Draws that a cheaper model of a mixture gets first where that does not say; at least 1.
  ///   - steps: Indices of the steps that are asked about.
  /// - Returns: The channels in their order.
  /// - Throws: What the store refuses.
  func begin<Work: StepTask, Renderer: ReplyRenderer>(
    run: String, _ task: Work, _ renderer: Renderer, tokenLimit: Int?, margin: Int = 1,
    steps: [Int]
  ) async throws -> StepChannels {
    let endpoints = choices.flatMap(\.endpoints)
    var asking: AskingRun?
    if !endpoints.isEmpty {
      let store = try folder.openStore()
      store.close()
      asking = try await AskingRun(
        payer: StrongID(of: run), seed: seed, endpoints: endpoints, store: store.path,
        spending: spending)
      asking?.openBooks(context)
    }
    let channels = try await choices.made(
      for: task, renderer, seed: seed, tokenLimit: tokenLimit, margin: margin, asking: asking,
      steps: steps)
    return StepChannels(channels: channels, asking: asking)
  }
}

/// Channels that are ready to be asked, and what they share.
struct StepChannels {
  /// The channels in their order.
  let channels: [any Channel]
  private let asking: AskingRun?

  fileprivate init(channels: [any Channel], asking: AskingRun?) {
    self.channels = channels
    self.asking = asking
  }

  /// What is waited for at the moment; nil where nothing is.
  var waiting: String? { asking?.waiting }

  /// Says which models took over and how to go on where a budget stopped the run.
  func end(_ context: LabContext) async {
    asking?.closeBooks(context)
    for line in asking?.mixtureLines ?? [] { context.note(line) }
    for line in await asking?.budgetLines(context) ?? [] { context.note(line) }
  }
}
