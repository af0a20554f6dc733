import Analysis
import MAKERCore
import RandomStreams

/// A made-up channel whose draws are independent, or cheat in one way; every question has a law of its own.
struct AuditChannel {
  /// How the channel cheats.
  enum Cheat: String, CaseIterable {
    case repeatsFirstOfRace, cachesByPrompt, repeatsLast, reusesSeeds, replays, instantCache, sameID
  }

  /// Questions asked.
  var questions = 12
  /// Races of each question.
  var races = 4
  /// Margin of every race, which ends it.
  var margin = 3
  /// Probability of the first text of each question, unless questions differ.
  var success = 0.8
  /// Whether each question has a success of its own.
  var differs = false
  var temperature = 0.5
  /// Whether all replies take the same time.
  var isVirtual = false
  /// What the channel is.
  var channel = "test:model"
  var cheat: Cheat?

  /// Draws of all races.
  func draws(seed: Int) -> [AuditedDraw] {
    var stream = WordStream(StreamKey(seed: seed))
    let successes = (0..<questions).map { _ in
      differs ? 0.5 + stream.uniform() / 2 : success
    }
    var draws: [AuditedDraw] = []
    var cache: [Int: AuditedDraw] = [:]
    for trial in 0..<races {
      for question in 0..<questions {
        var counts = [Int](repeating: 0, count: 4)
        var first: AuditedDraw?
        var last: AuditedDraw?
        repeat {
          let index = counts.reduce(0, +)
          let place = DrawCoordinates(trial: trial, step: question, draw: index)
          var text =
            stream.uniform() < successes[question] ? 0 : Int.random(in: 1...3, using: &stream)
          let repeated: AuditedDraw? =
            switch cheat {
            case .repeatsFirstOfRace: first
            case .cachesByPrompt, .replays, .instantCache, .sameID: cache[question]
            case .repeatsLast: stream.uniform() < 0.6 ? last : nil
            case .reusesSeeds, nil: nil
            }
          if let repeated { text = Int(repeated.draw.text[0]) - 48 }
          let draw = AuditedDraw(
            record(place, text, repeated?.draw, &stream), isUsual: text == 0)
          draws.append(draw)
          first = first ?? draw
          last = draw
          cache[question] = cache[question] ?? draw
          counts[text] += 1
        } while !isDecided(counts)
      }
    }
    return draws
  }

  private func isDecided(_ counts: [Int]) -> Bool {
    let sorted = counts.sorted(by: >)
    return sorted[0] - sorted[1] >= margin
  }

  private func record(
    _ place: DrawCoordinates, _ text: Int, _ earlier: RecordedDraw?, _ stream: inout WordStream
  ) -> RecordedDraw {
    let id = "r\(stream.next())"
    var draw = RecordedDraw(
      key: DrawKey(recording: "test", coordinates: place, request: "\(place)"),
      prompt: Prompt(instructions: "answer", step: "question \(place.step)"),
      temperature: temperature,
      seed: cheat == .reusesSeeds ? place.draw : Int(stream.next() >> 33), channel: channel,
      responseID: id, body: Array("{\(id): \(text)}".utf8), text: Array("\(text)".utf8),
      usage: Usage(inputTokens: 100, outputTokens: 20),
      cachedInputTokens: place.draw == 0 ? 0 : 96,
      latency: isVirtual ? 1_000_000 : 40_000_000 + Int(stream.uniform() * 9e7))
    guard let earlier else { return draw }
    switch cheat {
    case .replays: (draw.body, draw.latency, draw.responseID) = (earlier.body, earlier.latency, nil)
    case .instantCache: draw.latency = 60_000
    case .sameID: draw.responseID = earlier.responseID
    default: break
    }
    return draw
  }
}
