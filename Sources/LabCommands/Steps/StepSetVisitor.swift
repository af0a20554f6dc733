import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks

/// Something done with independent steps of a task, whatever its kind.
protocol StepSetVisitor {
  associatedtype Output

  /// Does it.
  func visit<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: [LabelledStep<Checker.Work>], of task: Checker.Work, _ checker: Checker,
    _ renderer: Renderer
  ) async throws -> Output
}

extension SolveTask {
  /// Tasks whose steps can be asked about by themselves, beside files of questions.
  static let stepSetNames: [Name] = [.hanoi, .roles, .multiplication, .sorting]

  /// Options that say which steps of which task are meant.
  static let stepSetOptions: [OptionDescription] =
    [
      .value(
        "task", (stepSetNames.map(\.rawValue) + ["jsonl:FILE"]).joined(separator: "|"),
        help: "the task whose steps are asked about, or a file with a question a line")
    ] + options(of: stepSetNames).map(\.option)

  /// Most steps of a set; count.
  static let mostSteps = 1_000_000

  /// Chooses steps and does something with them.
  ///
  /// - Parameters:
  ///   - visitor: What is done.
  ///   - count: How many steps; nil for all of a file's, and 100 of any other task.
  ///   - seed: Where the choice comes from.
  /// - Returns: What the visitor makes.
  /// - Throws: What the visitor throws, and `LabError` where a step is too far to be reached.
  func visitSteps<Visitor: StepSetVisitor>(
    _ visitor: Visitor, count: Int?, seed: Int
  ) async throws -> Visitor.Output {
    // A stream of its own, so that neither inputs nor votes depend on the choice.
    var stream = WordStream(StreamKey(seed: seed).child(0x73_7465_7073))
    func indices(_ steps: Int, default most: Int) -> [Int] {
      StepSet.indices(count ?? most, of: steps, using: &stream)
    }
    func indexed<Checker: StepChecker, Renderer: ReplyRenderer>(
      _ task: Checker.Work, _ checker: Checker, _ renderer: Renderer, default most: Int = 100
    ) async throws -> Visitor.Output where Checker.Work: IndexedTask {
      let steps = StepSet.steps(indices(task.steps, default: most), of: task, checker)
      return try await visitor.visit(steps, of: task, checker, renderer)
    }
    func walked<Checker: StepChecker, Renderer: ReplyRenderer>(
      _ task: Checker.Work, _ checker: Checker, _ renderer: Renderer
    ) async throws -> Visitor.Output {
      let steps = StepSet.walked(indices(task.steps, default: 100), of: task, checker)
      return try await visitor.visit(steps, of: task, checker, renderer)
    }
    switch self {
    case .hanoi(let task):
      return try await indexed(task, HanoiChecker(task), HanoiRenderer(task))
    case .roles(let task):
      return try await indexed(task, MicroHanoiChecker(task), MicroHanoiRenderer(task))
    case .multiplication(let task):
      return try await walked(task, MultiplicationChecker(task), MultiplicationRenderer(task))
    case .sorting(let task):
      return try await walked(task, InsertionChecker(task), InsertionRenderer(task))
    case .prompts(let task):
      return try await indexed(
        task, PromptChecker(task), PromptRenderer(task), default: PromptFile.mostLines)
    case .chain:
      throw LabError("--task chain: its steps mean nothing by themselves")
    }
  }
}

extension ChannelSpec {
  /// The simulated model, speaking about a task; latencies are waited for where its clock is real.
  ///
  /// Streams depend on seed, task and place alone, as those of a solve do: the same step gets the same
  /// replies.
  ///
  /// - Parameters:
  ///   - renderer: Says what is decided.
  ///   - task: Name of the task.
  ///   - seed: Seed of the run.
  ///   - place: Index of the channel in its ladder; from 0.
  /// - Returns: The channel.
  /// - Throws: What the noise model refuses.
  func channel<Renderer: ReplyRenderer>(
    _ renderer: Renderer, task: String, seed: Int, place: Int = 0
  ) throws -> any Channel {
    let model = try model(renderer, task: task, seed: seed, place: place)
    return isRealTime ? PacedChannel(model) : model
  }

  /// The simulated model, answering at once whatever its clock.
  func model<Renderer: ReplyRenderer>(
    _ renderer: Renderer, task: String, seed: Int, place: Int
  ) throws -> SimulatedChannel<ChannelNoise, Renderer> {
    SimulatedChannel(
      noise: ChannelNoise(try noise()), renderer: renderer,
      root: Self.root(task: task, seed: seed, place: place), manner: manner)
  }

  /// Root of the streams of a channel on a task.
  static func root(task: String, seed: Int, place: Int) -> StreamKey {
    StreamKey(seed: seed).child(StrongID(of: "solve \(task)").streamCoordinate).child(place)
  }
}
