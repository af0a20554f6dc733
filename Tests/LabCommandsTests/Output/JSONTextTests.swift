import Foundation
import LabCommands
import Testing
import TextFormats

@Suite struct JSONTextTests {
  @Test func objectsKeepTheirOrder() {
    let value = JSONValue.object([
      ("z", .int(1)), ("a", .array([.number(0.1), .null, .bool(true)])), ("none", .array([])),
      ("empty", .object([])), ("in", .object([("x", .string("y"))])),
    ])
    let expected = """
      {
        "z": 1,
        "a": [
          0.1,
          null,
          true
        ],
        "none": [],
        "empty": {},
        "in": {
          "x": "y"
        }
      }

      """
    #expect(JSONText.pretty(value) == expected)
  }

  @Test(arguments: [
    0.0, -0.0, 1, 0.1, 1.0 / 3, 4.9e-8, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e16,
    -1e-5, 1e22,
    123456789.125,
  ])
  func numbersReadBackAsTheyWere(number: Double) throws {
    let text = JSONText.pretty(.array([.number(number)]))
    let back = try JSONDecoder().decode([Double].self, from: Data(text.utf8))
    #expect(back.map(\.bitPattern) == [number.bitPattern])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsNull(number: Double) {
    #expect(JSONText.pretty(.number(number)) == "null\n")
  }

  @Test func nilIsNull() {
    #expect(JSONText.pretty(.number(nil)) == "null\n")
    #expect(JSONText.pretty(.int(Int.max)) == "9223372036854775807\n")
    #expect(JSONText.pretty(.string(nil)) == "null\n")
  }

  @Test func stringsAreEscaped() throws {
    let text =
      "q\" b\\ n\n r\r t\t nul\u{0} esc\u{1B} del\u{7F} ls\u{2028} é 🎲 </script> \u{9B}\u{202E}"
    let quoted = JSONText.quoted(text)
    #expect(quoted.hasPrefix(#""q\" b\\ n\n r\r t\t nul\u0000 esc\u001b del\u007f ls\u2028 é"#))
    #expect(quoted.hasSuffix(#" </script> \u009b\u202e""#))
    #expect(try JSONDecoder().decode([String].self, from: Data("[\(quoted)]".utf8)) == [text])
  }
}
