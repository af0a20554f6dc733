import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks

/// The model behind the server: what it says is a pure function of a question and a key.
struct SimulatedModel {
  private let settings: Settings
  private let root: StreamKey
  private var towers: [Int: SimulatedChannel<IndependentErrors, HanoiRenderer>] = [:]

  init(_ settings: Settings) {
    self.settings = settings
    root = StreamKey(seed: settings.seed)
  }

  /// Answers; nil where the model cannot make anything of the question.
  mutating func says(to question: Question, key: UInt64) -> Said? {
    switch settings.model {
    case .hanoi: tower(question, key: key) ?? role(question, key: key)
    case .text(let text): said(Array(text.utf8), to: question)
    case .script:
      AnswerScript(in: question.prompt).map {
        said($0.text(root.child(key), limit: question.limit), to: question)
      }
    }
  }

  private func role(_ question: Question, key: UInt64) -> Said? {
    MicroRole(in: question.prompt).map {
      said($0.script(settings).text(root.child(key), limit: question.limit), to: question)
    }
  }

  private func said(_ text: [UInt8], to question: Question) -> Said {
    let tokens = max(1, (text.count + 3) / 4)
    guard let limit = question.limit, tokens > limit else {
      return Said(text: text, tokens: tokens, inputTokens: question.tokens)
    }
    return Said(
      text: Array(text.prefix(4 * limit)), finish: .length, tokens: limit,
      inputTokens: question.tokens)
  }

  private mutating func tower(_ question: Question, key: UInt64) -> Said? {
    // Some wire formats put all texts into one.
    guard let start = question.prompt.firstRange(of: "Previous move: ")?.lowerBound else {
      return nil
    }
    let step = String(question.prompt[start...])
    guard let channel = tower(step) else { return nil }
    let request = DrawRequest(
      coordinates: DrawCoordinates(trial: Int(key >> 1), step: 0, draw: 0),
      temperature: question.temperature ?? 1,
      prompt: Prompt(instructions: question.instructions, step: step), tokenLimit: question.limit)
    guard let reply = try? channel.replyAtOnce(to: request) else { return nil }
    return Said(
      text: reply.text, finish: reply.finish == .length ? .length : .stop,
      tokens: reply.usage.outputTokens ?? 1, inputTokens: question.tokens)
  }

  /// The channel for as many disks as the state of a step has.
  private mutating func tower(
    _ step: String
  ) -> SimulatedChannel<IndependentErrors, HanoiRenderer>? {
    guard let state = step.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().first else {
      return nil
    }
    var disks = 0
    var isInNumber = false
    for byte in state {
      let isDigit = (0x30...0x39).contains(byte)
      if isDigit, !isInNumber { disks += 1 }
      isInNumber = isDigit
    }
    if let channel = towers[disks] { return channel }
    guard TowersOfHanoi.sizes.contains(disks),
      let shares = try? CandidateShares(settings.shares.count == 1 ? [1, 0] : settings.shares)
    else { return nil }
    let channel = SimulatedChannel(
      noise: IndependentErrors(
        shares: shares, validRate: settings.validRate, isGreedy: settings.isGreedy),
      renderer: HanoiRenderer(TowersOfHanoi(disks: disks)), root: root,
      manner: ReplyManner(length: LengthLaw(median: Double(settings.tokens))))
    towers[disks] = channel
    return channel
  }
}
