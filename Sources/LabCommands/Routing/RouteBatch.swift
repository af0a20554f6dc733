import Economics
import Foundation
import Storage
import TextFormats

/// Tasks of a file, a JSON object a line.
enum RouteBatch {
  /// Reads the tasks.
  ///
  /// - Parameter path: The file.
  /// - Returns: The tasks in their order, at least one.
  /// - Throws: `LabError` at the first line that is no task.
  static func tasks(_ path: String) throws -> [RouteRequest] {
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw LabError("\(path): these tasks cannot be read")
    }
    let lines = try JSONLinesFile(path: path).read()
    if let complaint = lines.complaints.first { throw LabError("\(path): \(complaint)") }
    guard !lines.records.isEmpty else { throw LabError("\(path): no task in it") }
    return try lines.records.map { record in
      func refuse(_ problem: String) -> LabError {
        LabError("\(path): line \(record.line): \(problem)")
      }
      for (key, _) in record.value.members ?? [] where !["text", "labels", "id"].contains(key) {
        throw refuse("unknown key '\(key)'; known are text, labels, id")
      }
      guard let text = record.value["text"]?.string else { throw refuse("text must be a text") }
      var request = RouteRequest(text: text, labels: [])
      request.place = "\(path): line \(record.line): "
      if let labels = record.value["labels"] {
        guard let items = labels.elements else { throw refuse("labels must be a list of texts") }
        for item in items {
          guard let label = item.string else { throw refuse("labels must be a list of texts") }
          do throws(RulesError) { request.labels.append(try RoutingLabel(label)) } catch {
            throw refuse(error.description)
          }
        }
      }
      if let id = record.value["id"] {
        guard let id = id.string, RoutingRecord.isID(id) else {
          throw refuse("id must be 1 to 64 letters, digits, dots, dashes and underscores")
        }
        request.id = id
      }
      do { try request.check() } catch { throw refuse("\(error)") }
      return request
    }
  }
}
