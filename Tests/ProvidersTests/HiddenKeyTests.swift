import MAKERCore
import Providers
import Testing

@Suite struct HiddenKeyTests {
  private let key = APIKey("sk-aab-0123456789")

  @Test(arguments: [
    ("", ""), ("no key here", "no key here"), ("sk-aab-0123456789", "(key)"),
    ("asksk-aab-0123456789sk-aab-0123456789.", "ask(key)(key)."),
    ("sk-aab-012345678", "sk-aab-012345678"), ("sssk-aab-0123456789", "ss(key)"),
    (#"{"text": "sk-aab-0123456789"}"#, #"{"text": "(key)"}"#),
    (#""\u0073k\u002Daab\u002d0123456789""#, #""(key)""#),
    (#""a\nsk-aab-012345678\u0039\\""#, #""a\n(key)\\""#),
    // An escaped backslash, and then no escape; an escape that is none.
    (#""\\u0073k-aab-0123456789""#, #""\\u0073k-aab-0123456789""#),
    (#"\sk-aab-0123456789\u00"#, #"\(key)\u00"#), (#"\u0073k-aab-\"#, #"\u0073k-aab-\"#),
  ])
  func theKeyIsCutOutOfBodies(body: String, expected: String) {
    let response = HTTPResponse(status: 200, headers: ["a": "b"], body: Array(body.utf8))
    let hidden = response.hiding(key)
    #expect(String(decoding: hidden.body, as: UTF8.self) == expected)
    #expect(hidden.status == 200 && hidden.headers == ["a": "b"])
    #expect(response.hiding(nil).body == response.body)
  }

  /// Keys of servers of one's own stand in any text, and in the names of JSON.
  @Test(arguments: ["1", "x", "none", "EMPTY", "choices"])
  func aShortKeyIsNoSecret(short: String) {
    let text = #"{"choices": [{"none": "EMPTY", "x": 1}]}"#
    #expect(APIKey(short).hidden(in: text) == text)
    #expect(APIKey(short).hidden(in: Array(text.utf8)) == Array(text.utf8))
  }

  @Test func escapesAreCharactersOfTheKey() {
    func hidden(_ key: String, _ text: String) -> String {
      String(decoding: APIKey(key).hidden(in: Array(text.utf8)), as: UTF8.self)
    }
    #expect(hidden("sk/a\"b\\cd/", #""sk\/a\"b\\cd\/""#) == #""(key)""#)
    // A line break and a text, not a backslash and a key.
    #expect(hidden("new-0123", #""\new-0123 new-0123""#) == #""\new-0123 (key)""#)
  }

  @Test func bytesThatAreNoTextStay() {
    let body: [UInt8] = [0xFF, 0x73, 0, 0x73, 0x6B, 0x80]
    #expect(key.hidden(in: body) == body)
    #expect(APIKey("").hidden(in: body) == body)
  }

  @Test func partsOfTheKeyAreCutOutOfMessages() {
    #expect(key.hidden(in: "wrong: sk-aab-01***6789") == "wrong: (key)***6789")
    #expect(key.hidden(in: "b-012345678!") == "(key)!")
    #expect(key.hidden(in: "0123456") == "0123456")
    #expect(APIKey("abcdefgh").hidden(in: "xabcdefghab") == "x(key)ab")
    #expect(key.hidden(in: "é sk-aab-0123456789 é") == "é (key) é")
  }

  @Test func aKeyShowsNowhereElse() {
    for text in ["\(key)", String(reflecting: key), "\([key])", "\(Optional(key) as Any)"] {
      #expect(!text.contains("0123"), "\(text)")
    }
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("0123"))
  }
}
