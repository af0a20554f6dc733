package import ExperimentDesign

extension LabStore {
  /// Records a design point, before its first tally; once recorded it stays as it is.
  ///
  /// - Throws: `definitionConflict` when the id stands for another definition.
  package func savePoint(_ id: StrongID, definition: String) throws(StoreError) {
    if let held = try pointDefinition(id) {
      guard held == definition else {
        throw .definitionConflict(path: path, name: "point \(id.description.prefix(12))")
      }
      return
    }
    // Another process may have been faster; its row is equal, or the id would differ.
    try database.execute(
      "INSERT INTO point(id, definition) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [.text(id.description), .text(definition)])
  }

  /// Records design points, all or none.
  ///
  /// - Throws: `StoreError` where the store cannot be written; then none is there.
  package func savePoints(
    _ points: [(id: StrongID, definition: String)]
  ) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      for (id, definition) in points { try savePoint(id, definition: definition) }
    }
  }

  /// Returns the canonical definition of a design point, nil when the store does not know it.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func pointDefinition(_ id: StrongID) throws(StoreError) -> String? {
    try database.rows("SELECT definition FROM point WHERE id = ?", [.text(id.description)]) {
      (row) throws(StoreError) in row.text(0)
    }.first
  }

  /// Returns the ids of all design points, in ascending order.
  ///
  /// - Throws: `StoreError` where the store cannot be read, or holds an id that is none.
  package func points() throws(StoreError) -> [StrongID] {
    try database.rows("SELECT id FROM point ORDER BY id") { (row) throws(StoreError) in
      try storedID(row.text(0))
    }
  }

  /// Reads an id as it stands in a row.
  func storedID(_ text: String) throws(StoreError) -> StrongID {
    guard let id = StrongID(hexadecimal: text) else {
      throw .torn(path: path, finding: "a point id is not 64 hexadecimal digits")
    }
    return id
  }
}
