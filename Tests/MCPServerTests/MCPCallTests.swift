import MCPServer
import Testing

@Suite(.timeLimit(.minutes(5))) struct MCPCallTests {
  @Test func tellsProgress() async {
    await confirmation { told in
      MCPCall { done, total, message in
        #expect(done == 1 && total == 2 && message == "draws")
        told()
      }.progress(1, of: 2, "draws")
    }
  }
}
