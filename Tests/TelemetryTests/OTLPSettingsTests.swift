import Foundation
import Telemetry
import Testing

@Suite struct OTLPSettingsTests {
  private func settings(_ variables: [String: String]) throws -> OTLPSettings? {
    try OTLPSettings(
      environment: Dictionary(
        uniqueKeysWithValues: variables.map {
          ($0.key.hasPrefix("T") ? $0.key : "OTEL_" + $0.key, $0.value)
        }))
  }

  @Test func theEndpointIsFoundByTheRules() throws {
    let all = "EXPORTER_OTLP_ENDPOINT"
    let traces = "EXPORTER_OTLP_TRACES_ENDPOINT"
    let cases: [([String: String], String?)] = [
      ([:], nil), ([all: ""], nil),
      ([all: "http://h:4318"], "http://h:4318/v1/traces"),
      ([all: "http://h:4318/"], "http://h:4318/v1/traces"),
      ([all: "https://h/base/"], "https://h/base/v1/traces"),
      ([traces: "http://h:1/x"], "http://h:1/x"),
      ([traces: "http://h:1/x", all: "http://h:2"], "http://h:1/x"),
      ([traces: "", all: "http://h:2"], "http://h:2/v1/traces"),
    ]
    for (variables, expected) in cases {
      #expect(try settings(variables)?.endpoint.absoluteString == expected, "\(variables)")
    }
  }

  @Test func theRestIsRead() throws {
    let all = ["EXPORTER_OTLP_ENDPOINT": "http://h"]
    let plain = try #require(try settings(all))
    #expect(plain.serviceName == "makerlab" && plain.timeout == 10 && plain.parent == nil)
    let full = try #require(
      try settings(
        all.merging([
          "SERVICE_NAME": "lab", "EXPORTER_OTLP_TIMEOUT": "9000",
          "EXPORTER_OTLP_TRACES_TIMEOUT": "250",
          "TRACEPARENT": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        ]) { $1 }))
    #expect(full.serviceName == "lab" && full.timeout == 0.25)
    #expect(full.parent?.spanID == "b7ad6b7169203331")
    #expect(try settings(all.merging(["TRACEPARENT": "nonsense"]) { $1 })?.parent == nil)
  }

  @Test func badValuesAreRefusedAndNotTold() throws {
    let cases = [
      ("EXPORTER_OTLP_ENDPOINT", "hush"), ("EXPORTER_OTLP_ENDPOINT", "ftp://hush"),
      ("EXPORTER_OTLP_ENDPOINT", "http://"), ("EXPORTER_OTLP_TRACES_ENDPOINT", "hush:4318"),
      ("EXPORTER_OTLP_TIMEOUT", "hush"), ("EXPORTER_OTLP_TIMEOUT", "0"),
      ("EXPORTER_OTLP_TRACES_TIMEOUT", "-5"), ("EXPORTER_OTLP_HEADERS", "hush"),
      ("EXPORTER_OTLP_HEADERS", "=hush"), ("EXPORTER_OTLP_HEADERS", "a b=hush"),
      ("EXPORTER_OTLP_HEADERS", "a=hush%0d%0ab: c"), ("EXPORTER_OTLP_HEADERS", "a=hush%ff"),
      ("EXPORTER_OTLP_TRACES_HEADERS", "a=b,hush"),
    ]
    for (name, value) in cases {
      let base = ["EXPORTER_OTLP_TRACES_ENDPOINT": "http://h"]
      let error = #expect(throws: OTLPSettingsError.self, "\(name)=\(value)") {
        try settings(
          name == "EXPORTER_OTLP_ENDPOINT" ? [name: value] : base.merging([name: value]) { $1 })
      }
      guard case .badValue(let variable, _) = error else { continue }
      #expect(variable == "OTEL_" + name)
      #expect(error?.description.contains("hush") == false)
    }
  }

  @Test func thePlaceHoldsNoSecrets() throws {
    let settings = try settings([
      "EXPORTER_OTLP_TRACES_ENDPOINT": "https://user:hush@h:99/t?key=hush#hush",
      "EXPORTER_OTLP_HEADERS": "authorization=hush",
    ])
    #expect(settings?.place == "https://h:99/t")
    #expect(try OTLPExport(#require(settings)).name == "OTLP https://h:99/t")
  }
}
