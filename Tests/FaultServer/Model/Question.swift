/// What a request asks the model, whatever its wire format.
struct Question {
  /// Name of the model that is asked for.
  var model: String
  /// Texts of the system, or of its like.
  var instructions: String
  /// The other texts.
  var prompt: String
  /// Most tokens of the reply; nil for no limit.
  var limit: Int?
  var temperature: Double?
  var seed: Int?
  /// Texts that end a reply.
  var stop: [String] = []

  /// Tokens of the prompt as this server counts them: four bytes one, and some around each text.
  var tokens: Int { (instructions.utf8.count + prompt.utf8.count + 3) / 4 + 8 }
}

/// What a model says to a question.
struct Said {
  /// Why a reply ends.
  enum Finish {
    case stop, length, contentFilter, toolCalls, refusal, pauseTurn, unknown
  }

  var text: [UInt8]
  var finish = Finish.stop
  /// Tokens of the text.
  var tokens: Int
  var reasoning = 0
  var inputTokens: Int
  /// Of these, tokens that came from a cache.
  var cached = 0
  var hasUsage = true
  /// Thoughts before the text; nil for none.
  var thoughts: String?
}

/// What is the same for all formats around a reply.
struct ReplyFrame {
  /// Letters and digits, of each response its own.
  var id: String
  var model: String
  /// Seconds since 1970.
  var created: Int
  /// Time from request to reply; nanoseconds.
  var duration: Int
}
