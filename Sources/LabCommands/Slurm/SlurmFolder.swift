import ExperimentDesign
import Foundation
import JobArrays
import Storage

/// Where an array keeps its script, its record, and what each element writes: `_slurm` in the folder
/// of results, a name that no suite can have.
struct SlurmFolder {
  /// The folder, absolute.
  let url: URL
  /// Elements of the array; count, at least 1.
  let elements: Int
  /// Name of the job, `makerlab-` and digits.
  let name: String

  init(in folder: LabFolder, elements: Int, name: String) {
    url = folder.url.appendingPathComponent("_slurm", isDirectory: true)
    self.elements = elements
    self.name = name
  }

  /// Path of the batch script.
  var script: String { url.appendingPathComponent("array.sh").path }

  /// Path of the record.
  var recordPath: String { url.appendingPathComponent("array.json").path }

  /// Path of the lock of the one that watches.
  var lockPath: String { url.appendingPathComponent("watch.lock").path }

  /// Folder of the elements.
  ///
  /// Another number of elements cuts the work otherwise, and so does another definition: each has
  /// another one, named by the digits of the job's name.
  var elementsPath: String {
    url.appendingPathComponent("of-\(elements)-\(name.split(separator: "-").last ?? "")").path
  }

  /// Folder of an element; 0 to `elements` − 1.
  func element(_ number: Int) throws -> LabFolder { try LabFolder("\(elementsPath)/\(number)") }

  /// A file of an element.
  private func file(_ number: Int, _ name: String) -> String {
    "\(elementsPath)/\(number)/\(name)"
  }

  /// Path of what an element said.
  func log(_ number: Int) -> String { file(number, "log") }

  /// What an element said last; empty where it said nothing.
  func lastWords(_ number: Int) -> String {
    let bytes = FileManager.default.contents(atPath: log(number)) ?? Data()
    let lines = String(decoding: bytes.suffix(4000), as: UTF8.self).split(separator: "\n")
    return lines.last.map { String($0.prefix(300)).onOneLine } ?? ""
  }

  /// Whether an element has ended its shard of the run.
  func isDone(_ number: Int) -> Bool {
    FileManager.default.contents(atPath: file(number, "done")) == Data("\(name)\n".utf8)
      && FileManager.default.fileExists(atPath: file(number, "lab.sqlite"))
  }

  /// Share of its work that an element says it has done; unit 1, range [0, 1].
  func progress(_ number: Int) -> Double {
    let bytes = FileManager.default.contents(atPath: file(number, "progress")) ?? Data()
    let share = Double(String(decoding: bytes, as: UTF8.self).trimmedEnd) ?? 0
    return min(max(share, 0), 1)
  }

  /// The record of the array that this folder belongs to; nil where there is none.
  var record: ArrayRecord? {
    FileManager.default.contents(atPath: recordPath).flatMap { ArrayRecord(json: Array($0)) }
  }

  /// Writes the record.
  func save(_ record: ArrayRecord) throws {
    _ = try writeAtomically(Array(record.json.utf8), to: recordPath)
  }
}
