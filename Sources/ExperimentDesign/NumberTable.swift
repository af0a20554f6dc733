/// Numbers by name, where a JSON object gives some of them and the others have a usual value.
struct NumberTable: Hashable, Codable {
  private(set) var values: [String: Double]

  init(_ values: [String: Double]) { self.values = values }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    values = [:]
    for key in container.allKeys {
      values[key.stringValue] = try container.number(Double.self, key)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    for (name, value) in values { try container.encode(value, forKey: AnyKey(stringValue: name)) }
  }

  /// Returns the numbers in place of usual ones; nil, with the name, where one is not known.
  func replacing(_ usual: NumberTable) -> (table: NumberTable, unknown: String?) {
    var table = usual
    for (name, value) in values {
      guard table.values[name] != nil else { return (table, name) }
      table.values[name] = value
    }
    return (table, nil)
  }

  /// The number of a name that the table has.
  subscript(name: String) -> Double { values[name] ?? .nan }
}
