import MAKERCore

/// A toy model whose replies come in any order: each lets others go first a random number of times.
struct YieldingChannel: Channel {
  var model: ToyModel

  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    let place = request.coordinates
    var numbers = CaseNumbers(model.seed, -3, place.step, place.draw)
    for _ in 0..<Int.random(in: 0...12, using: &numbers) { await Task.yield() }
    return model.reply(to: request)
  }
}
