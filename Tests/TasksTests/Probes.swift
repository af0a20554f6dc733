import MAKERCore
import Tasks

/// A task of each kind, ready to be tested.
enum Probes {
  static func hanoi(_ disks: Int) -> TaskProbe<HanoiChecker, HanoiRenderer> {
    let task = TowersOfHanoi(disks: disks)
    return TaskProbe(task: task, checker: HanoiChecker(task), renderer: HanoiRenderer(task))
  }

  static func multiplication(
    _ first: String, _ second: String
  ) throws -> TaskProbe<MultiplicationChecker, MultiplicationRenderer> {
    let task = try LongMultiplication(first, times: second)
    return TaskProbe(
      task: task, checker: MultiplicationChecker(task), renderer: MultiplicationRenderer(task))
  }

  static func sort(_ numbers: [Int]) throws -> TaskProbe<InsertionChecker, InsertionRenderer> {
    let task = try InsertionSort(numbers)
    return TaskProbe(task: task, checker: InsertionChecker(task), renderer: InsertionRenderer(task))
  }

  static func chain(
    steps: Int, answers: Int
  ) throws -> TaskProbe<ChainChecker, ChainRenderer> {
    let task = try SyntheticChain(steps: steps, answers: answers)
    return TaskProbe(task: task, checker: ChainChecker(task), renderer: ChainRenderer(task))
  }
}
