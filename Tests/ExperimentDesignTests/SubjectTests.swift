import ExperimentDesign
import MAKERCore
import Testing

@Suite struct SubjectTests {
  static let calibration = """
    {"title": "T", "subject": "calibration", "fidelity": ["agent"],
     "factors": {"model": [{"name": "m", "long_replies": {}}], "disks": [3], "k": [1]},
     "stop": {"trials": 10}}
    """
  static let collisions = """
    {"title": "T", "subject": "collisions", "unit": "task", "fidelity": ["agent"],
     "factors": {"model": [{"name": "m", "long_replies": {}}], "disks": [3], "k": [2], "cap": [2],
                 "token_limit": [600, 800], "reading": ["flagging", "repairing"]},
     "stop": {"trials": 10}}
    """
  static let multiplication = """
    {"title": "T", "subject": "multiplication", "unit": "task", "fidelity": ["agent"],
     "factors": {"model": [{"name": "m", "agents": {}}], "digits": [2, 3], "depth": [0, 2],
                 "rule": ["first-to-k"], "k": [1]},
     "stop": {"trials": 10}}
    """
  static let steps = """
    {"title": "T", "unit": "task",
     "factors": {"p": [0.9], "disks": [3], "k": [1]}, "stop": {"trials": 10}}
    """

  static let refused: [(text: String, old: String, new: String, message: String)] = [
    (steps, #""p": [0.9]"#, #""p": [0.9], "token_limit": [9]"#, "steps has no token_limit"),
    (steps, #""p": [0.9]"#, #""p": [0.9], "reading": ["flagging"]"#, "steps has no token_limit"),
    (steps, #""p": [0.9]"#, #""p": [0.9], "digits": [2]"#, "steps has no digits"),
    (steps, #""p": [0.9]"#, #""p": [0.9], "depth": [2]"#, "steps has no digits"),
    (
      steps, #""p": [0.9]"#, #""model": [{"name": "m", "agents": {}}]"#,
      "steps needs models of p, shares, steps or ensemble"
    ),
    (calibration, #"["agent"]"#, #"["vote"]"#, "calibration is simulated as text"),
    (calibration, #""disks": [3], "#, "", "calibration is one draw"),
    (calibration, #""k": [1]"#, #""k": [2]"#, "calibration is one draw"),
    (calibration, #""title""#, #""unit": "task", "title""#, "calibration is one draw"),
    (
      calibration, #""long_replies": {}"#, #""agents": {}"#, "calibration needs models of p, shares"
    ),
    (
      calibration, #""long_replies": {}"#, #""steps": {"classes": [{"error": 0.1}]}"#,
      "calibration needs models of p, shares"
    ),
    (collisions, #""long_replies": {}"#, #""p": 0.9"#, "collisions needs models of long_replies"),
    (
      collisions, #""model": [{"name": "m", "long_replies": {}}]"#, #""p": [0.9]"#,
      "collisions needs models of long_replies"
    ),
    (collisions, #""disks": [3]"#, #""steps": [7]"#, "collisions goes over whole towers"),
    (collisions, #""unit": "task", "#, "", "collisions goes over whole towers"),
    (collisions, #""cap": [2]"#, #""cap": [1]"#, "collisions goes over whole towers"),
    (collisions, #""k": [2]"#, #""k": [1, 2]"#, "collisions goes over whole towers"),
    (
      collisions, #"["agent"]"#, #"["agent", "vote"]"#, "collisions is simulated as text"
    ),
    (
      collisions, #""stop""#, #""votes_listed": 9, "stop""#, "collisions has no votes_listed"
    ),
    (
      calibration, #""stop""#, #""draws_listed": 9, "stop""#, "calibration has no votes_listed"
    ),
    (
      multiplication, #""stop""#, #""votes_listed": 9, "stop""#,
      "multiplication has no votes_listed"
    ),
    (multiplication, #""agents": {}"#, #""p": 0.9"#, "multiplication needs models of agents"),
    (multiplication, #""digits": [2, 3], "#, "", "multiplication is one problem"),
    (multiplication, #""rule": ["first-to-k"], "#, "", "multiplication is one problem"),
    (
      multiplication, #"["first-to-k"]"#, #"["first-to-k", "first-to-ahead-by-k"]"#,
      "multiplication is one problem"
    ),
    (multiplication, #""k": [1]"#, #""k": [1], "cap": [5]"#, "multiplication is one problem"),
    (multiplication, #""k": [1]"#, #""k": [1], "steps": [5]"#, "multiplication is one problem"),
    (multiplication, #""unit": "task", "#, "", "multiplication is one problem"),
    (
      multiplication, #""k": [1]"#, #""k": [1], "token_limit": [5]"#,
      "multiplication has no token_limit"
    ),
  ]

  @Test func everySubjectIsAccepted() throws {
    for (text, points) in [
      (Self.calibration, 1), (Self.collisions, 4), (Self.multiplication, 4), (Self.steps, 1),
    ] {
      #expect(try PlanTests.plan(text).points.count == points, "\(text)")
    }
    let shares = Self.calibration.replacing(#""long_replies": {}"#, with: #""p": 0.9, "v": 0.5"#)
    #expect(try PlanTests.plan(shares).points.count == 1)
  }

  @Test(arguments: refused.indices) func refusesInOneLine(index: Int) {
    let (text, old, new, message) = Self.refused[index]
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    let error = #expect(throws: DefinitionError.self, "\(changed)") {
      try ExperimentDefinitionTests.read(changed)
    }
    let problem = error?.description ?? ""
    #expect(
      problem.hasPrefix("e.json: subject: " + message) && !problem.contains("\n"), "\(problem)")
  }

  @Test func anUnknownSubjectNamesTheKnown() {
    let error = #expect(throws: DefinitionError.self) {
      try ExperimentDefinitionTests.read(
        Self.calibration.replacing("\"calibration\"", with: "\"x\""))
    }
    #expect(
      error?.description
        == "e.json: subject: 'x' is not one of steps, calibration, collisions, multiplication")
  }
}
