import MCPServer
import Testing

@Suite struct MCPToolTests {
  @Test func tellsProgress() async {
    await confirmation { told in
      MCPCall { done, total, message in
        #expect(done == 1 && total == 2 && message == "draws")
        told()
      }.progress(1, of: 2, "draws")
    }
  }
}
