import Testing

@Suite struct DocumentationRulesTests {
  @Test(arguments: SourceTree.shared.sources.map(\.path))
  func filesSayWhatOthersSee(path: String) {
    expectNone(DocumentationRules.all(SourceTree.shared.file(path)))
  }

  @Test func declarationsAreRead() {
    // A reader that finds none would accept everything.
    let race = SourceTree.shared.sources.filter { $0.path.hasPrefix("Sources/RaceTheory/") }
    #expect(race.flatMap(\.declarations).count > 400)
  }

  private func lines(
    _ rule: (SourceFile, [Declaration]) -> [Violation], _ text: String
  ) -> [Int] {
    let file = SourceFile(path: "Sources/Analysis/A.swift", text: text)
    return rule(file, file.declarations).map(\.line)
  }

  @Test func findsWhatHasNoComment() {
    let text = """
      /// A type.
      package struct A {
        package let a: Int
        /// Said.
        @inlinable
        @specialized(
          where T == Int
        )
        package func said() {}
        // Not said.
        package mutating func silent() { let package = 1 }
        private let own = 1
        let inner = 2

        /// Two lines away.

        package static var far: Int { 1 }
      }
      """
    #expect(lines(DocumentationRules.undocumented, text) == [3, 11, 17])
  }

  @Test func casesAndRequirementsAreSeenToo() {
    let text = """
      /// Cases.
      package enum A {
        case bare
        /// Said.
        case said(Int)
        /// A function.
        package func f() {
          switch self { case .bare: break; case .said: break }
          switch self {
          case .bare: break
          case .said: break
          }
        }
        case last
      }
      /// Requirements.
      package protocol B {
        associatedtype C
        func f()
        /// Said.
        var v: Int { get }
      }
      enum Own {
        case one
      }
      """
    #expect(lines(DocumentationRules.undocumented, text) == [3, 14, 18, 19])
  }

  @Test func findsErrorsThatNobodySpeaksOf() {
    let text = """
      /// Silent.
      package func a() throws {}
      /// Said.
      ///
      /// - Throws: `E`.
      package func b() throws(E) -> Int { 1 }
      /// Silent.
      package init(
        _ c: Int
      ) async throws(E) {}
      /// A closure throws, not this.
      package func d(_ body: () throws -> Int) -> Int { 1 }
      /// Nor what comes out of it.
      package func e() -> () throws -> Int { { 1 } }
      /// Nor, of its own, this.
      package func g(_ body: () throws -> Int) rethrows -> Int { try body() }
      """
    #expect(lines(DocumentationRules.silentErrors, text) == [2, 8])
  }

  @Test func findsNumbersWithoutUnit() {
    let text = """
      /// The size of it.
      package let a: Int
      /// Size; bytes.
      package let b: Int
      /// The size of it.
      package var c = 0.5
      /// The chance of it, at most 1.
      package let d: Double?
      /// Sizes of it.
      package let e: [Double]
      /// Computed.
      package var f: Int { 1 }
      /// No number.
      package let g: String
      /// Steps that are stepped over.
      package private(set) var h: ClosedRange<Int>
      /// The number taken from table 2, most often below.
      package let i: Int
      /// The line; from 1.
      package let j: Int
      """
    #expect(lines(DocumentationRules.numbersWithoutUnit, text) == [2, 6, 10, 18])
  }

  @Test func findsFormulasWithoutSource() {
    func lines(_ text: String, in target: String) -> [Int] {
      DocumentationRules.formulasWithoutSource(
        SourceFile(path: "Sources/\(target)/A.swift", text: text)
      ).map(\.line)
    }
    let text = "/// Grows.\nfunc f() { let log = 1 }\nfunc g() { exp(1) }"
    #expect(lines(text, in: "RaceTheory") == [3])
    #expect(lines(text, in: "Analysis") == [])
    #expect(lines("/// - Source: Ours.\n\(text)", in: "RaceTheory") == [])
    #expect(lines("// arXiv\n\(text)", in: "Statistics") == [4])
    #expect(lines("// exp(1)", in: "StoppingRules") == [])
  }
}
