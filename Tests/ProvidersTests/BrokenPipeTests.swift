import Foundation
import Testing

struct BrokenPipeTests {
  /// Alone in its process it ends that process where the signal is not ignored from the start.
  @Test func aPipeThatNobodyReadsEndsNoTest() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    #expect(throws: (any Error).self) {
      try pipe.fileHandleForWriting.write(contentsOf: Data([0]))
    }
  }
}
