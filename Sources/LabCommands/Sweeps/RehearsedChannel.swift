import ExperimentDesign
import MAKERCore
import Providers

/// A simulated channel whose draws are kept as those of a real one are: a sweep rehearsed at no cost.
struct RehearsedChannel: Channel {
  /// The simulated model at a temperature.
  let model: @Sendable (Double) -> any ImmediateChannel
  /// What the channel is, in its canonical form.
  let name: String
  /// Id of the recording.
  let recording: String
  /// Keeps the draws.
  let ledger: any DrawLedger

  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    let asked = [
      "temperature=\(request.temperature)",
      "token_limit=\(request.tokenLimit.map(String.init) ?? "none")",
      request.prompt.instructions, request.prompt.step,
    ]
    let key = DrawKey(
      recording: recording, coordinates: request.coordinates,
      request: StrongID(of: asked.joined(separator: "\n")).description)
    do {
      if let draw = try await ledger.recorded(key) { return draw.reply }
    } catch { throw ChannelFailure(.fatal, "\(error)") }
    let reply = try model(request.temperature).replyAtOnce(to: request)
    let draw = RecordedDraw(
      key: key, prompt: request.prompt, temperature: request.temperature, channel: name,
      model: "simulated", body: reply.text, text: reply.text, finish: reply.finish,
      usage: reply.usage, latency: reply.latency, attempts: reply.attempts)
    do { try await ledger.commit([.recorded(draw)]) } catch {
      throw ChannelFailure(.fatal, "\(error)")
    }
    return reply
  }
}
