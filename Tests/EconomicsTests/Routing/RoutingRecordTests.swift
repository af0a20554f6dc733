import Economics
import RandomStreams
import Testing
import TextFormats

@Suite struct RoutingRecordTests {
  /// A decision with every member, told apart by its name.
  static func task(
    _ id: String, at milliseconds: Int = 1_000, text: String? = "x", confidence: Double = 0.95,
    reason: String? = nil
  ) throws -> RoutedTask {
    var decision = RoutingDecision(
      routed: .small, confidence: confidence, strategy: "complexity_label",
      rule: "complexity:simple",
      overruled: ["size:xl"])
    if let reason { decision = try decision.overridden(to: .large, because: reason) }
    return RoutedTask(
      id: id, time: RecordTime(milliseconds: milliseconds),
      digest: String(repeating: "0f", count: 32), text: text,
      labels: ["complexity:simple", "a\nb"],
      decision: decision, rules: "shipped",
      estimates: [.small: Money(picodollars: 7), .large: Money(picodollars: 90)])
  }

  private func read(_ text: String) -> Result<RoutingRecord, RulesError> {
    do throws(RulesError) {
      guard let value = try? JSONReader.value(Array(text.utf8)) else {
        return .failure(RulesError("", "no JSON"))
      }
      return .success(try RoutingRecord(json: value))
    } catch { return .failure(error) }
  }

  @Test(arguments: [
    "x", "", "two\nlines", "\u{1B}[31mred", "'; DROP TABLE draw; --", "`date` $(date)",
    "\u{202E}abc",
    "plot '<rm'\u{0}", "\u{7F}\u{85}\u{2028}", "e\u{301} 👩‍👧",
  ])
  func anyTextComesBackAsItWas(text: String) throws {
    let records: [RoutingRecord] = [
      .decision(try Self.task("a.b-c_1", text: text, reason: "because " + text)),
      .decision(try Self.task("2", text: nil)),
      .outcome(
        RoutingOutcome(
          id: "2", time: RecordTime(milliseconds: -1), succeeded: false, rework: 3,
          cost: Money(picodollars: 5), mediumCost: Money(picodollars: 6), inputTokens: 1,
          outputTokens: 0, escalatedTo: .large)),
      .outcome(RoutingOutcome(id: "2", time: RecordTime(milliseconds: 0), succeeded: true)),
    ]
    for record in records {
      let line = JSONText.compact(record.json)
      #expect(line.unicodeScalars.allSatisfy { !$0.steersTerminal }, "\(line)")
      let back = try read(line).get()
      #expect(back == record)
      #expect(JSONText.compact(back.json).utf8.elementsEqual(line.utf8))
    }
  }

  @Test(arguments: [
    ("\"event\":\"decision\"", "\"event\":\"choice\"", "event: must be decision or outcome"),
    (
      "\"id\":\"a\"", "\"id\":\"a b\"",
      "id: must be 1 to 64 letters, digits, dots, dashes and underscores"
    ),
    (
      "1970-01-01T00:00:01.000Z", "1970-02-30T00:00:01.000Z",
      "time: must be a moment as 2026-11-20T22:30:00.000Z"
    ),
    ("\"tier\":\"small\"", "\"tier\":\"tiny\"", "tier: must be one of small, medium, large"),
    (
      "\"tier\":\"small\"", "\"tier\":\"large\"",
      "tier: differs from routed, without override_reason"
    ),
    ("\"confidence\":0.95", "\"confidence\":9.5", "confidence: must be from 0 to 1"),
    ("0f0f\"", "0f0g\"", "digest: must be 64 hexadecimal digits"),
    ("\"labels\":[", "\"labels\":[7,", "labels[0]: must be a text"),
    ("\"small\":7", "\"small\":-7", "estimated_picodollars.small: must be a whole number from 0"),
    ("\"rules\":", "\"rule_file\":", "\"rule_file\" is an unknown key; known are"),
  ])
  func aWrongMemberIsSaid(old: String, new: String, line: String) throws {
    let text = JSONText.compact(RoutingRecord.decision(try Self.task("a")).json)
    #expect(text.contains(old))
    guard case .failure(let error) = read(text.replacing(old, with: new)) else {
      Issue.record("\(new) is taken")
      return
    }
    #expect(error.description.hasPrefix(line), "\(error)")
  }

  @Test(arguments: [
    ("2026-11-20T22:30:00Z", 1_795_213_800_000), ("1970-01-01T00:00:00.001Z", 1),
    ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T12:00:00.500Z", 1_709_208_000_500),
  ])
  func momentsAreUTC(text: String, milliseconds: Int) {
    #expect(RecordTime(text)?.milliseconds == milliseconds)
    let time = RecordTime(milliseconds: milliseconds)
    #expect(RecordTime(time.description) == time)
    #expect(time.day.description == String(text.prefix(10)))
  }

  @Test(arguments: [
    "2026-11-20 22:30:00Z", "2026-11-20T24:00:00Z", "2026-11-20T22:60:00Z", "2026-11-20T22:30:60Z",
    "2026-11-20T22:30:00", "2026-13-01T00:00:00Z", "2026-11-20T22:30:00.5Z", "",
  ])
  func otherFormsAreNoMoments(text: String) {
    #expect(RecordTime(text) == nil)
  }
}
