import TextFormats

/// What a submitter leaves behind for one that goes on: which run the folder belongs to.
package struct ArrayRecord: Equatable, Sendable {
  /// Name of the job, a function of what is run and where.
  package var name: String
  /// Elements; count, at least 1.
  package var elements: Int

  /// Describes an array.
  package init(name: String, elements: Int) {
    self.name = name
    self.elements = elements
  }

  /// The record as JSON.
  package var json: String {
    JSONText.pretty(.object([("name", .string(name)), ("elements", .int(elements))]))
  }

  /// Reads a record; nil where the bytes of the file are none.
  package init?(json: [UInt8]) {
    guard let value = try? JSONReader.value(json), let name = value["name"]?.string,
      name.wholeMatch(of: /[A-Za-z0-9-]{1,100}/) != nil,
      let elements = value["elements"]?.integer, elements >= 1
    else { return nil }
    self.init(name: name, elements: elements)
  }
}
