import Tasks

/// The task that a command names.
enum SolveTask {
  case hanoi(disks: Int)

  enum Name: String, CaseIterable {
    case hanoi
  }

  init(_ arguments: Arguments) throws {
    switch try arguments.required("task").choice(as: Name.self) {
    case .hanoi:
      self = .hanoi(
        disks: try arguments.required("disks").integer(in: TowersOfHanoi.sizes))
    }
  }
}
