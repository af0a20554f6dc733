import ExperimentDesign
import Foundation
import Tasks
import TextFormats

/// A user's questions in a file of JSON Lines.
enum QuestionFile {
  /// Reads a file.
  ///
  /// - Parameter path: Path of the file.
  /// - Returns: The task, named by what the file holds.
  /// - Throws: `LabError` that names the file, the line and what is wrong with it.
  static func task(_ path: String) throws(LabError) -> PromptTask {
    guard !path.isEmpty else { throw LabError("--task jsonl: needs a file, as jsonl:steps.jsonl") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LabError("--task jsonl: '\(path)' is no file that can be read")
    }
    let bytes = [UInt8](data)
    do {
      let lines = try PromptFile.lines(bytes)
      return PromptTask(lines, digest: StrongID(of: bytes).description)
    } catch {
      let nearest = error.unknownKey.flatMap { NearestName.of($0, among: PromptFile.keys) }
      throw LabError("\(path): \(error)" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
  }
}
