import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Storage

/// The channels of a sweep, each with its recording, on one journal and one budget.
struct SweepChannels {
  private var channels: [String: any Channel] = [:]
  /// What they share.
  let asking: AskingRun

  /// Opens the channels.
  ///
  /// - Parameters:
  ///   - choices: The channels by their texts in the definition.
  ///   - plan: The sweep, which knows what they are.
  ///   - steps: What it asks about.
  ///   - spending: What may be spent.
  ///   - store: Where the recordings are made known.
  ///   - context: The surroundings.
  /// - Throws: What the store refuses, and limits that cannot be kept.
  init<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ choices: [String: ChannelChoice], plan: SweepPlan, steps: SweepSteps<Checker, Renderer>,
    spending: SpendingOptions, store: LabStore, context: LabContext
  ) async throws {
    asking = try await AskingRun(
      payer: plan.payer, seed: plan.seed, endpoints: choices.values.flatMap(\.endpoints),
      store: store.path, spending: spending)
    asking.openBooks(context)
    for text in plan.definition.factors.channel {
      guard let choice = choices[text], let recording = plan.recording(of: text, task: steps.task)
      else { continue }
      let id = try store.saveRecording(recording)
      switch choice {
      case .provider(let endpoint): channels[text] = asking.channel(endpoint, recording: id)
      case .mixed: channels[text] = try asking.channel(choice, recording: id, margin: 1)
      case .recorded:
        throw LabError("factors.channel: \(text): revote is for recordings, a sweep asks anew")
      case .simulated(let spec):
        let noise = IndependentErrors(
          shares: try CandidateShares(spec.shares), validRate: spec.validRate)
        let root = StreamKey(seed: plan.seed).child(id.streamCoordinate)
        let (renderer, manner) = (steps.renderer, spec.manner)
        channels[text] = RehearsedChannel(
          model: { temperature in
            SimulatedChannel(
              noise: noise, renderer: renderer, root: root.child(temperature.bitPattern),
              manner: manner)
          }, name: choice.canonical, recording: id.description, ledger: asking.ledger)
      }
    }
  }

  /// The channel of a text of the definition.
  subscript(text: String) -> any Channel {
    get throws {
      guard let channel = channels[text] else {
        throw LabError("factors.channel: \(text) is no channel of the sweep")
      }
      return channel
    }
  }
}

extension SweepPlan {
  /// The id of the run, which what it costs is charged to, resumed or not.
  var payer: StrongID { StrongID(of: "sweep\n\(experiment)\n\(seed)") }

  /// What identifies the recording of a channel of the sweep, as lines `key=value`.
  ///
  /// - Parameters:
  ///   - channel: The channel as the definition gives it.
  ///   - task: The task.
  /// - Returns: The definition, of which the id is the hash; nil where the channel was never asked.
  func recording<Work: StepTask>(of channel: String, task: Work) -> String? {
    channels[channel].map { canonical in
      RecordingDefinition(
        channel: canonical, task: task, seed: seed, tokenLimit: definition.tokenLimit
      ).text
    }
  }
}
