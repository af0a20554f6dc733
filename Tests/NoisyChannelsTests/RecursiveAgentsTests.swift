import MAKERCore
import NoisyChannels
import Testing

@Suite struct RecursiveAgentsTests {
  @Test func errorsGrowWithTheSize() throws {
    let agents = try RecursiveAgents(productError: 0.1, sumError: 0.2, growth: 1)
    #expect(abs(agents.wrongProduct(3) - (1 - 0.9 * 0.9 * 0.9)) < 1e-15)
    #expect(abs(agents.wrongSum(2) - 0.36) < 1e-15)
    let steep = try RecursiveAgents(productError: 0.1, growth: 2)
    #expect(abs(steep.wrongProduct(2) - (1 - 0.9 * 0.9 * 0.9 * 0.9)) < 1e-15)
    let certain = try RecursiveAgents(productError: 1, sumError: 0)
    #expect(certain.wrongProduct(1) == 1 && certain.wrongSum(99) == 0)
    // Sizes do not matter without growth.
    #expect(abs(try RecursiveAgents(sumError: 0.3, growth: 0).wrongSum(9) - 0.3) < 1e-15)
  }

  @Test func refusesWhatIsOutOfRange() {
    func message(_ make: () throws -> RecursiveAgents) -> String {
      do {
        _ = try make()
        return "none"
      } catch { return "\(error)" }
    }
    #expect(
      message { try RecursiveAgents(badSplit: 1.5) }
        == "badSplit = 1.5 is outside its range: 0 to 1")
    #expect(
      message { try RecursiveAgents(growth: 11) } == "growth = 11.0 is outside its range: 0 to 10")
    #expect(message { try RecursiveAgents(givesUp: -0.1) }.hasPrefix("givesUp = -0.1 "))
    #expect(message { try RecursiveAgents(productError: .nan) }.hasPrefix("productError = nan "))
    #expect(message { try RecursiveAgents(sumError: 2) }.hasPrefix("sumError"))
    #expect(message { try RecursiveAgents(commonWrong: 2) }.hasPrefix("commonWrong"))
    #expect(message { try RecursiveAgents(checking: 2) }.hasPrefix("checking"))
    #expect(message { try RecursiveAgents(malformed: 2) }.hasPrefix("malformed"))
  }
}
