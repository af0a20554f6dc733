package import Economics
package import RandomStreams

/// A stream of tasks over weeks: what they are, how hard they are, how much hangs on them, when they come.
///
/// Difficulty is hidden: who works on a task sees its label, which may be wrong or missing, and its text.
package struct TaskStream: Sendable {
  /// A hidden level of difficulty of a class.
  package struct Level: Equatable, Sendable {
    /// Share of the class; any weight, at least 0.
    package let share: Double
    /// What its steps are like.
    package let steps: Steps

    /// What the steps of a task are like.
    package enum Steps: Equatable, Sendable {
      /// So difficult, on the scale of abilities; logits.
      case difficulty(Double)
      /// Done rightly by each tier with these probabilities, by rank; unit 1, range (0, 1).
      case success([Double])
    }

    /// Makes a level; see the properties.
    package init(share: Double, difficulty: Double) {
      self.share = share
      steps = .difficulty(difficulty)
    }

    /// Makes a level whose step success is known.
    ///
    /// - Parameters:
    ///   - share: Share of the class; any weight, at least 0.
    ///   - stepSuccess: Step success of each tier, by rank; unit 1, range (0, 1).
    package init(share: Double, stepSuccess: [Double]) {
      precondition(stepSuccess.count == ModelTier.allCases.count, "a success for each tier")
      self.share = share
      steps = .success(stepSuccess)
    }
  }

  /// Tasks that are alike but for their hidden difficulty.
  package struct TaskClass: Equatable, Sendable {
    /// Name, as `simple`.
    package var name: String
    /// Weight among the classes; above 0.
    package var weight: Double
    /// Steps of a task; count, at least 1.
    package var steps: Int
    /// Levels of difficulty; at least one.
    package var levels: [Level]
    /// Weight of each criticality; at least 0, not all 0.
    package var criticality: [Criticality: Double]
    /// Tokens of a call's prompt; count.
    package var inputTokens: Int
    /// Tokens of a call's reply; count.
    package var outputTokens: Int
    /// Probability that a check finds a wrong result; unit 1, range [0, 1].
    package var detection: Double
    /// Label of such a task.
    package var label: String
    /// Texts of such tasks, each as frequent as the others; at least one.
    package var texts: [String]
    /// Agent that such a task is given to.
    package var agent: String
    /// Phase of work that it belongs to.
    package var phase: WorkPhase

    /// Makes a class; see the properties.
    package init(
      name: String, weight: Double, steps: Int, levels: [Level],
      criticality: [Criticality: Double] = [.routine: 1], inputTokens: Int, outputTokens: Int,
      detection: Double, label: String, texts: [String], agent: String = "",
      phase: WorkPhase = .exec
    ) {
      precondition(
        weight > 0 && steps >= 1 && !levels.isEmpty && !texts.isEmpty, "a class has tasks")
      self.name = name
      self.weight = weight
      self.steps = steps
      self.levels = levels
      self.criticality = criticality
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
      self.detection = detection
      self.label = label
      self.texts = texts
      self.agent = agent
      self.phase = phase
    }
  }

  /// The classes; at least one.
  package let classes: [TaskClass]
  /// Expected tasks of a week; tasks, at least 0.
  package let tasksPerWeek: Double
  /// Weight of each day of the week, Monday first; at least 0, not all 0.
  package let weekdays: [Double]
  /// Share of the tasks that carry the label of another class; unit 1, range [0, 1].
  package let mislabelled: Double
  /// Share of the tasks that carry no label; unit 1, range [0, 1].
  package let unlabelled: Double

  /// Makes a stream; see the properties.
  package init(
    classes: [TaskClass], tasksPerWeek: Double, weekdays: [Double], mislabelled: Double,
    unlabelled: Double
  ) {
    precondition(!classes.isEmpty && weekdays.count == 7, "a stream has classes and seven days")
    precondition(mislabelled + unlabelled <= 1, "a task has one label at most")
    self.classes = classes
    self.tasksPerWeek = tasksPerWeek
    self.weekdays = weekdays
    self.mislabelled = mislabelled
    self.unlabelled = unlabelled
  }

  /// The tasks of a week, in the order in which they come.
  ///
  /// A task is a function of its coordinates (replicate, week, day, number), whoever works on it.
  ///
  /// - Parameters:
  ///   - week: The week; from 0.
  ///   - key: Key of the replicate.
  /// - Returns: The tasks.
  package func tasks(week: Int, key: StreamKey) -> [StreamTask] {
    let week = (number: week, key: key.child(week))
    let sum = weekdays.reduce(0, +)
    return weekdays.indices.flatMap { day -> [StreamTask] in
      let key = week.key.child(day)
      var counts = WordStream(key)
      let count = counts.poisson(tasksPerWeek * weekdays[day] / sum)
      return (0..<count).map { task(day: 7 * week.number + day, key: key.child($0)) }
        .sorted { $0.arrival < $1.arrival }
    }
  }

  private func task(day: Int, key: StreamKey) -> StreamTask {
    var own = WordStream(key)
    let kind = own.pick(classes.map(\.weight))
    let level = own.pick(classes[kind].levels.map(\.share))
    let weights = Criticality.allCases.map { classes[kind].criticality[$0] ?? 0 }
    let criticality = Criticality.allCases[own.pick(weights)]
    let arrival = Double(day) + own.uniform()
    let lot = own.uniform()
    var label: Int? = kind
    if lot < unlabelled {
      label = nil
    } else if lot < unlabelled + mislabelled, classes.count > 1 {
      let other = Int(own.uniform() * Double(classes.count - 1))
      label = other < kind ? other : other + 1
    }
    let text = Int(own.uniform() * Double(classes[kind].texts.count))
    return StreamTask(
      taskClass: kind, level: level, criticality: criticality, arrival: arrival, label: label,
      text: text, key: key)
  }
}

/// A task of a stream.
package struct StreamTask: Equatable, Sendable {
  /// Index of its class; from 0.
  package let taskClass: Int
  /// Index of its level of difficulty within the class; from 0.
  package let level: Int
  /// What hangs on it.
  package let criticality: Criticality
  /// When it comes; days since the first week began.
  package let arrival: Double
  /// Index of the class whose label it carries; nil for none.
  package let label: Int?
  /// Index of its text within the class; from 0.
  package let text: Int
  /// Key of all that is random about the work on it.
  package let key: StreamKey
}

extension WordStream {
  /// Picks an index by weights.
  fileprivate mutating func pick(_ weights: [Double]) -> Int {
    var left = uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() where weight > 0 {
      left -= weight
      if left < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
