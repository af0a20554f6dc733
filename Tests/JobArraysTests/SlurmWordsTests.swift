import JobArrays
import Testing

@Suite("Words for sbatch, lists of elements, lines of squeue")
struct SlurmWordsTests {
  @Test("Words come in order, split at blanks")
  func words() throws {
    #expect(
      try SlurmWords.parse(["partition=debug  --time=1-00:00:00", "mem=2G exclusive"])
        == ["--partition=debug", "--time=1-00:00:00", "--mem=2G", "--exclusive"])
    #expect(try SlurmWords.parse(["--constraint=[a|b]&c*2", "--gres=gpu:1"]).count == 2)
    #expect(try SlurmWords.parse([]).isEmpty)
  }

  @Test(
    "What could be taken for more than an option is refused, and what the array sets itself",
    arguments: [
      "-p debug", "-pdebug", "Debug", "array=0-3", "--time=$(id)", "--comment='x",
      "--comment=\"x\"",
      "--x=a\nb", "--time=`id`", "--a\\b", "--=x", "--partition=", "--", "--wrap=id", "--array=0-3",
      "--arr=0-3", "--out=/x", "--error=/x", "--chdir=/x", "--requeue", "--no-requeue",
      "--cpus-per-task=4", "--cpus=4", "--job-name=x", "--parsable", "--wait", "--test-only",
      "--comment=#x", "--ntasks=2", "--clusters=all",
    ])
  func refused(word: String) {
    #expect(throws: SlurmWords.Refusal.self) { try SlurmWords.parse([word]) }
  }

  @Test("Elements are named as ranges, and the list says the same elements")
  func indices() {
    #expect(ArrayIndices.text([]) == "")
    #expect(ArrayIndices.text([7]) == "7")
    #expect(ArrayIndices.text([0, 1, 2, 3, 7, 9, 10], limit: 2) == "0-3,7,9-10%2")
    for bits in 1..<256 {
      let numbers = (0..<8).filter { bits >> $0 & 1 == 1 }
      let named = ArrayIndices.text(numbers).split(separator: ",").flatMap { part in
        let ends = part.split(separator: "-").compactMap { Int($0) }
        return Array(ends[0]...ends[ends.count - 1])
      }
      #expect(named == numbers)
    }
  }

  @Test("Lines of the queue are read, others left out")
  func queue() {
    let text = """
      12|3|RUNNING|None
      12|4|PENDING|Resources
      13|0|PENDING|launch failed requeued held
      13|1|PENDING|JobHeldUser
      13|2|COMPLETING|None
      14|N/A|RUNNING|None
      slurm_load_jobs error
      15|-1|RUNNING|None
      """
    let read = QueuedElement.parse(text)
    #expect(read.map(\.job) == [12, 12, 13, 13, 13])
    #expect(read.map(\.element) == [3, 4, 0, 1, 2])
    #expect(read.map(\.isPending) == [false, true, true, true, false])
    #expect(read.map(\.isStuck) == [false, false, true, false, false])
    #expect(
      read.map(\.reason)
        == ["", "Resources", "launch failed requeued held", "JobHeldUser", ""])
  }

  @Test("A record is read as it was written; what is none is none")
  func record() {
    let record = ArrayRecord(name: "makerlab-0a", elements: 8)
    #expect(ArrayRecord(json: Array(record.json.utf8)) == record)
    for text in [
      "", "{}", "[]", #"{"name": "x; rm", "elements": 8}"#, #"{"name": "x", "elements": 0}"#,
      #"{"name": "x", "elements": "8"}"#, String(record.json.dropLast(4)),
    ] {
      #expect(ArrayRecord(json: Array(text.utf8)) == nil, "\(text)")
    }
  }
}
