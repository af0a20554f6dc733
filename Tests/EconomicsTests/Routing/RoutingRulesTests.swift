import Economics
import RandomStreams
import Testing
import TextFormats

@Suite struct RoutingRulesTests {
  let rules: RoutingRules

  init() throws { rules = try RoutingRules.shipped() }

  private func decide(_ text: String, _ labels: String...) throws(RulesError) -> RoutingDecision {
    var read: [RoutingLabel] = []
    for label in labels { read.append(try RoutingLabel(label)) }
    return try rules.decision(text: text, labels: read)
  }

  private func refusal(_ labels: String...) -> String {
    do throws(RulesError) {
      var read: [RoutingLabel] = []
      for label in labels { read.append(try RoutingLabel(label)) }
      _ = try rules.decision(text: "anything", labels: read)
      return "nothing is refused"
    } catch { return error.description }
  }

  /// Four strategies in order, each with its own confidence.
  @Test func theFirstStrategyThatHasSomethingToSayDecides() throws {
    let all = try decide("rename a function", "complexity:standard", "model:opus")
    #expect(
      all
        == RoutingDecision(
          routed: .large, confidence: 1, strategy: "explicit_label", rule: "model:opus",
          overruled: ["complexity:standard"]))
    let labelled = try decide("rename a function", "complexity:standard", "team:web")
    #expect(
      labelled
        == RoutingDecision(
          routed: .medium, confidence: 0.95, strategy: "complexity_label",
          rule: "complexity:standard"))
    #expect(
      try decide("rename a function", "team:web")
        == RoutingDecision(
          routed: .small, confidence: 0.85, strategy: "pattern", rule: "mechanical"))
    #expect(
      try decide("think about it", "urgent")
        == RoutingDecision(
          routed: .medium, confidence: 0.6, strategy: "default", rule: "default"))
  }

  @Test(arguments: [
    ("Rename the PAYMENT helpers", ModelTier.large, "security"),
    ("Fix a typo in the README", .small, "mechanical"),
    ("Add a button to the page", .small, "one_part"),
    ("Aggregate the results of several files", .medium, "several_parts"),
    ("Redesign the cache", .large, "architecture"),
  ])
  func aTextThatSoundsHardAndSimpleGoesToTheDearerTier(
    text: String, tier: ModelTier, rule: String
  ) throws {
    let decision = try decide(text)
    #expect(decision.tier == tier && decision.rule == rule)
  }

  /// Every pair of values of a prefix: the same tier agrees, another is refused and both are named.
  @Test func everyContradictoryPairIsRefused() throws {
    var refused = 0
    for strategy in rules.strategies {
      guard case .label(let prefix, let values) = strategy.way else { continue }
      for (left, leftTier) in values {
        for (right, rightTier) in values {
          let (one, two) = ("\(prefix):\(left)", "\(prefix):\(right)")
          if leftTier == rightTier {
            #expect(try decide("x", one, two).tier == leftTier, "\(one) \(two)")
          } else {
            refused += 1
            #expect(
              refusal("other", one, two)
                == "labels \"\(one)\" and \"\(two)\": contradict each other: one says "
                + "\(leftTier.rawValue), the other \(rightTier.rawValue); leave one out")
          }
        }
      }
    }
    #expect(refused == 24 + 10)
  }

  /// Also where an explicit label has decided already.
  @Test func labelsThatComeTooLateAreChecked() {
    #expect(
      refusal("model:large", "complexity:simple", "complexity:complex").hasPrefix(
        "labels \"complexity:simple\" and \"complexity:complex\": contradict"))
    #expect(
      refusal("model:large", "complexity:simpel")
        == "label \"complexity:simpel\": complexity is one of complex, simple, standard, trivial; "
        + "did you mean complexity:simple?")
  }

  @Test(arguments: ["model:", "MODEL:gpt", "model:a:b", " model : x", "complexity:\u{FFFD}"])
  func anUnknownValueOfAKnownPrefixIsRefused(label: String) {
    let line = refusal(label)
    #expect(line.contains(" is one of ") && line.allSatisfy { !$0.isNewline && $0 != "\u{1B}" })
  }

  @Test func labelsOfOtherPrefixesChangeNothing() throws {
    let plain = try decide("x")
    for label in ["team:web", "model", "models:large", ":", "x:model:large", "complexity"] {
      #expect(try decide("x", label) == plain, "\(label)")
    }
    #expect(try decide("x", " Model : LARGE ").tier == .large)
  }

  @Test func noLabelIsEmptyOrLong() {
    #expect(refusal("") == "label: is empty; write it as complexity:simple")
    #expect(refusal(" \n").contains("is empty"))
    #expect(
      refusal(String(repeating: "x", count: 201)) == "label: 201 bytes; allowed are 1 to 200")
  }

  @Test(arguments: ["complexity:\u{1B}[2J", "a\nb", "x\u{202E}y", "\u{0}"])
  func noLabelSteersATerminal(label: String) {
    let line = refusal(label)
    #expect(line.hasSuffix(" must be on one line, without control characters"), "\(line)")
    #expect(!line.unicodeScalars.contains { $0.steersTerminal })
  }

  @Test func anOverrideIsRecordedWithItsReason() throws {
    let decision = try decide("x", "complexity:simple")
    let over = try decision.overridden(to: .large, because: "the release is tomorrow")
    #expect(over.tier == .large && over.routed == .small && over.confidence == 0.95)
    #expect(over.override?.reason == "the release is tomorrow" && decision.tier == .small)
    #expect(throws: RulesError.self) { try decision.overridden(to: .large, because: " \t") }
  }

  /// Whatever stands in texts and labels: a tier or one line, and equal input gives equal decisions.
  @Test func hostileTextsAreData() throws {
    let pieces = [
      "\u{1B}[31m", "\n", "'; DROP TABLE draw;--", "`rm`", "\u{202E}", "\"", "\\", "rename",
      "model:",
      "complexity:", "small", "complex", ":", "\u{0}", "é", "e\u{301}", "(?i)", "{}",
    ]
    for seed in 0..<500 {
      var random = WordStream(StreamKey(seed: seed).child(2))
      func made() -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      }
      let text = made()
      let words = (0..<Int.random(in: 0...3, using: &random)).map { _ in made() }
      do throws(RulesError) {
        var labels: [RoutingLabel] = []
        for word in words { labels.append(try RoutingLabel(word)) }
        let decision = try rules.decision(text: text, labels: labels)
        #expect(try rules.decision(text: text, labels: labels) == decision)
        #expect(decision.confidence >= 0.6, "seed \(seed)")
      } catch {
        let line = error.description
        #expect(!line.contains("\n") && !line.contains("\u{1B}"), "seed \(seed): \(line)")
      }
    }
  }

  @Test func costsAreOfTheTiersModels() throws {
    let books = PriceBooks([try PriceBook.shipped()])
    #expect(rules.prices(of: .small, in: books)?.input == 1_000_000)
    #expect(rules.prices(of: .medium, in: books)?.output == 15_000_000)
    let bare = try RoutingRules(
      name: "bare", strategies: [RoutingStrategy(name: "all", confidence: 1, way: .always(.small))])
    #expect(bare.prices(of: .small, in: books) == nil)
  }
}
