/// OTLP's mapping to JSON: ids in hexadecimal, 64-bit integers as strings, enumerations as numbers.
///
/// - Source: OpenTelemetry Protocol 1.x, section "JSON Protobuf Encoding".
extension JSONWriter {
  /// Writes a span as an element.
  mutating func element(_ span: Span) {
    object {
      $0.member("traceId", span.context.traceID)
      $0.member("spanId", span.context.spanID)
      if let parent = span.parent { $0.member("parentSpanId", parent) }
      $0.member("name", span.name)
      $0.member("kind", span.kind.rawValue)
      $0.member("startTimeUnixNano", String(span.start))
      $0.member("endTimeUnixNano", String(span.end))
      $0.member(span.attributes)
      if !span.moments.isEmpty {
        $0.array("events") { for moment in span.moments { $0.element(moment) } }
      }
      if span.droppedMoments > 0 { $0.member("droppedEventsCount", span.droppedMoments) }
      if let error = span.error {
        $0.object("status") {
          $0.member("code", 2)
          $0.member("message", error)
        }
      }
    }
  }

  /// Writes a request that holds spans of one resource and scope.
  ///
  /// - Parameters:
  ///   - spans: Spans written by `element`, with commas between; bytes.
  ///   - serviceName: Name of the service.
  mutating func request(spans: [UInt8], serviceName: String) {
    object {
      $0.array("resourceSpans") {
        $0.object {
          $0.object("resource") {
            var attributes = Attributes()
            attributes.set("service.name", serviceName)
            $0.member(attributes)
          }
          $0.array("scopeSpans") {
            $0.object {
              $0.object("scope") { $0.member("name", "makerlab") }
              $0.array("spans") { $0.element(spans) }
            }
          }
        }
      }
    }
  }

  private mutating func element(_ moment: Span.Moment) {
    object {
      $0.member("timeUnixNano", String(moment.time))
      $0.member("name", moment.name)
      $0.member(moment.attributes)
    }
  }

  private mutating func member(_ attributes: Attributes) {
    array("attributes") {
      for (key, value) in attributes.list {
        $0.object {
          $0.member("key", key)
          $0.object("value") {
            switch value {
            case .bool(let value): $0.member("boolValue", value)
            case .int(let value): $0.member("intValue", String(value))
            case .double(let value): $0.member("doubleValue", value)
            case .string(let value): $0.member("stringValue", value)
            }
          }
        }
      }
    }
  }
}
