/// Writes metrics in Prometheus's text exposition format, version 0.0.4.
struct MetricsText {
  private(set) var text = ""

  /// One sample of a family: labels with their values, and the number.
  typealias Sample = (labels: [(String, String)], value: Double)

  /// Writes a counter without labels.
  mutating func counter(_ name: String, _ help: String, _ value: Int) {
    family(name, "counter", help, [([], Double(value))])
  }

  /// Writes a counter with one label; a family without samples is left out.
  mutating func counter(_ name: String, _ help: String, by label: String, _ counts: [(String, Int)])
  {
    family(name, "counter", help, counts.map { ([(label, $0.0)], Double($0.1)) })
  }

  /// Writes a family of samples; one without samples is left out.
  mutating func family(_ name: String, _ type: String, _ help: String, _ samples: [Sample]) {
    guard !samples.isEmpty else { return }
    begin(name, type, help)
    for sample in samples { write(name, sample.labels, sample.value) }
  }

  /// Writes a histogram.
  ///
  /// - Parameters:
  ///   - name: Name of the family.
  ///   - help: What is counted.
  ///   - histogram: The counts.
  ///   - unit: What a value of 1 is in the unit of the name.
  mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram, unit: Double = 1)
  {
    begin(name, "histogram", help)
    var sum = 0
    for (bound, count) in zip(histogram.bounds, histogram.counts) {
      sum += count
      write(name + "_bucket", [("le", Self.number(Double(bound) / unit))], Double(sum))
    }
    write(name + "_bucket", [("le", "+Inf")], Double(histogram.total))
    write(name + "_sum", [], Double(histogram.sum) / unit)
    write(name + "_count", [], Double(histogram.total))
  }

  private mutating func begin(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) \(type)\n"
  }

  private mutating func write(_ name: String, _ labels: [(String, String)], _ value: Double) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1, quote: true))\"" }
      text += "{\(pairs.joined(separator: ","))}"
    }
    text += " \(Self.number(value))\n"
  }

  /// Whole numbers without a point, others as short as they can be read back.
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? value.description
  }

  private static func escaped(_ text: String, quote: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quote: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
