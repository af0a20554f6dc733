import ExperimentDesign

extension [PointResult] {
  /// Puts results together whose points are alike but for some factors, in order of first appearance.
  ///
  /// - Parameter blank: Sets those factors of a point to the same for all.
  /// - Returns: The groups; none is empty.
  func grouped(alikeBut blank: (inout DesignPoint) -> Void) -> [[PointResult]] {
    var places: [DesignPoint: Int] = [:]
    var groups: [[PointResult]] = []
    for result in self {
      var point = result.point
      blank(&point)
      if let place = places[point] {
        groups[place].append(result)
      } else {
        places[point] = groups.count
        groups.append([result])
      }
    }
    return groups
  }
}
