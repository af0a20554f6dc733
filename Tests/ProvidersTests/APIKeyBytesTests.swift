import Providers
import Testing

@Suite struct APIKeyBytesTests {
  private let key = APIKey("sk-abab-1234567890")

  private func removed(_ text: String) -> String {
    String(decoding: key.removed(from: Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("nothing", "nothing"), ("sk-abab-1234567890", "(key)"),
    ("a sk-abab-1234567890, sk-abab-1234567890sk-abab-1234567890", "a (key), (key)(key)"),
    ("sk-absk-abab-1234567890", "sk-ab(key)"), ("sk-abab-123456789", "sk-abab-123456789"),
    ("{\"k\": \"sk-abab-1234567890\"}", "{\"k\": \"(key)\"}"),
  ])
  func theKeyIsCutOutWhereverItStands(text: String, clean: String) {
    #expect(removed(text) == clean)
  }

  @Test func anEmptyKeyIsInNothing() {
    #expect(APIKey("").removed(from: [1, 2]) == [1, 2])
  }
}
