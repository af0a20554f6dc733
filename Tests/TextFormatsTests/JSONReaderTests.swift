import Testing
import TextFormats

@Suite struct JSONReaderTests {
  private func value(_ text: String) throws(JSONReader.Failure) -> JSONValue {
    try JSONReader.value(Array(text.utf8))
  }

  private func failure(_ text: String) -> JSONReader.Failure? {
    do throws(JSONReader.Failure) {
      _ = try value(text)
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    "null", "true", "[1,-2,3.50,1e400,-0]", "{\"b\":\"\\u0001\",\"a\":[{},[]]}", "\"é\\n\"",
    "12345678901234567890",
  ])
  func writesWhatItReads(text: String) throws {
    #expect(try JSONText.compact(value(text)) == text)
  }

  @Test func readsNumbersWithoutRounding() throws {
    #expect(try value("9223372036854775807").integer == .max)
    #expect(try value("9223372036854775808").integer == nil)
    #expect(try value("1.5e1").integer == 15)
    #expect(try value("1e400").double == nil)
    #expect(try value("0.9978").double == 0.9978)
    #expect(try value("1e99999999999").canonical == nil)
    let (one, other) = (
      try value("[1.0,{\"b\":1,\"a\":2}]"), try value("[ 1, {\"a\":20e-1,\"b\":1} ]")
    )
    #expect(one.canonical == other.canonical)
  }

  /// Two spellings of one letter are two keys, for whoever reads and for whoever writes.
  @Test func keysAreBytes() throws {
    let text = "{\n  \"\u{e9}\": 1,\n  \"e\u{301}\": 2\n}\n"
    #expect(try JSONText.pretty(value(text)).utf8.elementsEqual(text.utf8))
  }

  @Test func refusesWhatIsNoJSON() {
    #expect(failure("{\"a\":1,\"\\u0061\":2}") == .twice("a"))
    #expect(failure(String(repeating: "[", count: 66)) == .tooDeep)
    #expect(failure("[1,]") == .malformed(at: 3))
    #expect(failure("\"\\ud800\"") != nil)
    for text in ["", "01", "+1", ".5", "1.", "nul", "[1 2]", "{\"a\" 1}", "'a'", "NaN", "1 1"] {
      #expect(failure(text) != nil, "\(text)")
    }
    #expect(throws: JSONReader.Failure.notText) { try JSONReader.value([0x22, 0xFF, 0x22]) }
  }
}
