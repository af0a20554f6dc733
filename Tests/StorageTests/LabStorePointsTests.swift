import ExperimentDesign
import Storage
import Testing

@Suite struct LabStorePointsTests {
  @Test("a point is saved once and stays as it is")
  func points() throws {
    let folder = try TemporaryFolder()
    let store = try LabStore(path: folder.path("lab.sqlite"))
    #expect(try store.pointDefinition(point) == nil)
    try store.savePoint(point, definition: pointText)
    try store.savePoint(point, definition: pointText)
    let other = StrongID(of: "other")
    try store.savePoint(other, definition: "other")
    #expect(try store.points().count == 2)
    #expect(try store.pointDefinition(point) == pointText)
    #expect(
      try store.points() == [point, other].sorted { $0.description < $1.description })
    #expect(
      throws: StoreError.definitionConflict(
        path: store.path, name: "point \(point.description.prefix(12))")
    ) { try store.savePoint(point, definition: "something else") }
    #expect(try store.pointDefinition(point) == pointText)
  }
}
