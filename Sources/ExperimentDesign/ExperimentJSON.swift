package import Foundation
import MAKERCore
import StoppingRules

extension ExperimentDefinition {
  /// Reads a definition.
  ///
  /// - Parameters:
  ///   - json: The text of an `experiment.json`.
  ///   - file: What to call it in an error.
  /// - Throws: `DefinitionError` with the file, the key path and what is allowed there.
  package init(json: Data, file: String) throws(DefinitionError) {
    self = try DefinitionError.reading(ExperimentDefinition.self, from: json, file: file)
  }

  /// The definition as JSON with sorted keys: equal definitions give equal bytes.
  package var canonicalJSON: String { ExperimentDesign.canonicalJSON(self) }
}

/// Returns a checked value as JSON with sorted keys: equal values give equal bytes.
func canonicalJSON(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  let data = try? encoder.encode(value)
  precondition(data != nil, "a checked value can be written")
  return String(decoding: data ?? Data(), as: UTF8.self)
}

extension DefinitionError {
  /// Reads a definition of any kind.
  ///
  /// - Parameters:
  ///   - type: What to read.
  ///   - json: The text of an `experiment.json`.
  ///   - file: What to call it in an error.
  /// - Returns: The definition.
  /// - Throws: `DefinitionError` with the file, the key path and what is allowed there.
  static func reading<Definition: Decodable>(
    _ type: Definition.Type, from json: Data, file: String
  ) throws(DefinitionError) -> Definition {
    do {
      if let problem = syntaxProblem(json) {
        throw DefinitionError(file: file, keyPath: "", problem: problem)
      }
      return try JSONDecoder().decode(type, from: json)
    } catch let error as DefinitionError {
      throw error
    } catch let error as DecodingError {
      throw DefinitionError(error, file: file)
    } catch {
      throw DefinitionError(file: file, keyPath: "", problem: "\(error)")
    }
  }

  init(_ error: DecodingError, file: String) {
    let (context, problem): (DecodingError.Context, String) =
      switch error {
      case .keyNotFound(let key, let context): (context, "key '\(key.stringValue)' is missing")
      case .typeMismatch(let type, let context):
        (context, "is not \(DefinitionError.name(of: type))")
      case .valueNotFound(let type, let context):
        (context, "is null, expected \(DefinitionError.name(of: type))")
      case .dataCorrupted(let context): (context, DefinitionError.problem(context))
      @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "\(error)")
      }
    var path = ""
    for key in context.codingPath {
      if key.intValue != nil {
        path += "[\(key.stringValue.filter(\.isNumber))]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    self.init(file: file, keyPath: path, problem: problem.replacing("\n", with: " "))
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is Double.Type: "a number"
    case is Int.Type: "a whole number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any Collection.Type: "a list"
    default: "an object"
    }
  }

  /// Names the allowed values of an enumeration, and the place of a syntax error.
  private static func problem(_ context: DecodingError.Context) -> String {
    let text = context.debugDescription
    let isRule = context.codingPath.contains {
      $0.stringValue == Factors.CodingKeys.rule.stringValue
    }
    let allowed: [(type: String, names: String)] = [
      ("TrialUnit", names(TrialUnit.self)), ("Fidelity", names(Fidelity.self)),
      ("SweepUnit", names(SweepUnit.self)), ("SweepClaimKind", names(SweepClaimKind.self)),
      ("Kind", isRule ? names(RaceRule.Kind.self) : names(ClaimDefinition.Kind.self)),
      ("Verdict", names(ClaimDefinition.Verdict.self)), ("Subject", names(Subject.self)),
      ("ReplyReading", names(ReplyReading.self)), ("Basis", names(PublishedValue.Basis.self)),
      ("FigureTable", names(FigureTable.self)),
      ("InputTokens", names(PublishedCost.InputTokens.self)),
      ("Panel", names(PublishedUndecided.Panel.self)),
      ("StoppingKind", names(StoppingKind.self)),
      ("TemperatureChoice", names(TemperatureChoice.self)),
    ]
    guard let match = text.wholeMatch(of: /Cannot initialize (\w+) from invalid String value (.*)/)
    else { return text }
    guard let names = allowed.first(where: { $0.type == match.1 })?.names else {
      return "'\(match.2)' is not known here"
    }
    let two = names.split(separator: ", ")
    return two.count == 2
      ? "'\(match.2)' is not \(two[0]) or \(two[1])" : "'\(match.2)' is not one of \(names)"
  }

  /// Where a text stops being JSON; nil when it is JSON.
  fileprivate static func syntaxProblem(_ json: Data) -> String? {
    do {
      _ = try JSONSerialization.jsonObject(with: json)
      return nil
    } catch {
      let detail =
        (error as NSError).userInfo["NSDebugDescription"] as? String ?? error.localizedDescription
      // A number beyond a double is JSON; the decoder says where it stands.
      if detail.contains("not representable") { return nil }
      guard let offset = detail.firstMatch(of: /around character (\d+)/).flatMap({ Int($0.1) })
      else { return "is not JSON: \(detail)" }
      let before = json.prefix(offset)
      let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
      let column = 1 + before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
      return "is not JSON at line \(line), column \(column)"
    }
  }

  private static func names<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type
  ) -> String {
    Choice.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
