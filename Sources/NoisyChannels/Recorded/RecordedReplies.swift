package import MAKERCore

/// The replies of a recording, found by where they stand or by what was asked.
///
/// Keeps what a race needs of a draw: text, why it ends, counts and latency.
package struct RecordedReplies: Sendable {
  /// A reply whose text lies among the others.
  private struct Record: Sendable {
    let start: Int
    let count: Int
    let finish: Reply.Finish
    let usage: Usage
    let latency: Int
    let attempts: Int
  }

  /// What was asked, the same for all repeats of a step.
  private struct Question: Hashable, Sendable {
    let instructions: Int
    let step: String
  }

  private struct Place: Hashable, Sendable {
    let question: Int
    let trial: Int
    let step: Int
    let draw: Int
    let temperature: Double
  }

  private struct Pool: Hashable, Sendable {
    let question: Int
    let temperature: Double
  }

  private var texts: [UInt8] = []
  private var records: [Record] = []
  private var instructions: [String: Int] = [:]
  private var questions: [Question: Int] = [:]
  private var places: [Place: Int] = [:]
  private var pools: [Pool: [Int]] = [:]
  private var temperaturesOfFirst: Set<Double> = []
  private var temperaturesOfLater: Set<Double> = []
  private var asked: [Int: [Int: Set<Int>]] = [:]

  /// Draws that stand where another stands already, as one asked for anew under another token limit:
  /// the first serves; count.
  package private(set) var repeated = 0

  /// Starts without replies.
  package init() {}

  /// Replies that can be found; count.
  package var count: Int { records.count }

  /// Trials that have a reply, in rising order.
  package var trials: [Int] { asked.keys.sorted() }

  /// Steps of a trial that have a reply, in rising order.
  package func steps(ofTrial trial: Int) -> [Int] { asked[trial].map { $0.keys.sorted() } ?? [] }

  /// Temperatures of first draws and of later ones; in rising order.
  package var temperatures: (first: [Double], later: [Double]) {
    (temperaturesOfFirst.sorted(), temperaturesOfLater.sorted())
  }

  /// Different prompts that were asked at a step of a trial; count.
  package func prompts(trial: Int, step: Int) -> Int { asked[trial]?[step]?.count ?? 0 }

  /// Takes a draw; in the same order everywhere, for resampling is by number.
  package mutating func append(_ draw: RecordedDraw) {
    let place = draw.key.coordinates
    let known = instructions.count
    let question = Question(
      instructions: instructions[draw.prompt.instructions, default: known], step: draw.prompt.step)
    instructions[draw.prompt.instructions] = question.instructions
    let number = questions[question, default: questions.count]
    questions[question] = number
    let key = Place(
      question: number, trial: place.trial, step: place.step, draw: place.draw,
      temperature: draw.temperature)
    guard places[key] == nil else {
      repeated += 1
      return
    }
    places[key] = records.count
    if place.draw == 0 {
      temperaturesOfFirst.insert(draw.temperature)
    } else {
      temperaturesOfLater.insert(draw.temperature)
    }
    pools[Pool(question: number, temperature: draw.temperature), default: []].append(records.count)
    asked[place.trial, default: [:]][place.step, default: []].insert(number)
    records.append(
      Record(
        start: texts.count, count: draw.text.count, finish: draw.finish, usage: draw.usage,
        latency: draw.latency, attempts: draw.attempts))
    texts.append(contentsOf: draw.text)
  }

  /// Whether a prompt was asked at a step of a trial.
  package func holds(_ prompt: Prompt, trial: Int, step: Int) -> Bool {
    guard let question = number(of: prompt) else { return false }
    return asked[trial]?[step]?.contains(question) ?? false
  }

  /// The replies to a prompt at a step of a trial, by draw from 0 up to the first that is missing.
  ///
  /// - Parameters:
  ///   - prompt: What was asked.
  ///   - trial: Index of the trial.
  ///   - step: Index of the step.
  ///   - temperature: Temperature of each draw.
  /// - Returns: The replies.
  package func replies(
    to prompt: Prompt, trial: Int, step: Int, temperature: TemperaturePolicy
  ) -> [Reply] {
    var replies: [Reply] = []
    while case let place = DrawCoordinates(trial: trial, step: step, draw: replies.count),
      let reply = reply(
        to: DrawRequest(
          coordinates: place, temperature: temperature.temperature(ofDraw: place.draw),
          prompt: prompt))
    {
      replies.append(reply)
    }
    return replies
  }

  /// The reply to this very draw; nil where it is not recorded.
  package func reply(to request: DrawRequest) -> Reply? {
    let place = request.coordinates
    return number(of: request.prompt).flatMap { question in
      places[
        Place(
          question: question, trial: place.trial, step: place.step, draw: place.draw,
          temperature: request.temperature)]
    }.map(reply)
  }

  /// One of the replies to the same prompt at the same temperature, wherever they stand; nil where there
  /// is none.
  ///
  /// - Parameters:
  ///   - request: What is asked.
  ///   - word: 64 random bits, which choose it; all are alike likely.
  /// - Returns: The reply.
  package func anyReply(to request: DrawRequest, _ word: UInt64) -> Reply? {
    guard let question = number(of: request.prompt),
      let pool = pools[Pool(question: question, temperature: request.temperature)]
    else { return nil }
    return reply(pool[Int(UInt64(pool.count).multipliedFullWidth(by: word).high)])
  }

  private func number(of prompt: Prompt) -> Int? {
    instructions[prompt.instructions].flatMap {
      questions[Question(instructions: $0, step: prompt.step)]
    }
  }

  private func reply(_ number: Int) -> Reply {
    let record = records[number]
    return Reply(
      text: Array(texts[record.start..<record.start + record.count]), finish: record.finish,
      usage: record.usage, latency: record.latency, attempts: record.attempts)
  }
}
