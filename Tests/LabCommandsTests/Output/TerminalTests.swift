import Foundation
import LabCommands
import Testing

@Suite struct TerminalTests {
  @Test func aFileIsNoTerminal() {
    #expect(Terminal.columns(of: FileHandle.nullDevice.fileDescriptor) == nil)
    #expect(Terminal.columns(of: -1) == nil)
  }

  @Test func aTerminalKnowsItsColumns() throws {
    let terminal = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(terminal >= 0)
    defer { close(terminal) }
    #expect(Terminal.columns(of: terminal) == 80)
    var size = winsize(ws_row: 24, ws_col: 117, ws_xpixel: 0, ws_ypixel: 0)
    try #require(unsafe ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
    #expect(Terminal.columns(of: terminal) == 117)
  }

  @Test func columnsAreWhatIsAskedForOrTheTerminals() {
    for (columns, expected) in [
      (nil, 80), ("", 80), ("x", 80), ("0", 80), ("-5", 80), ("59", 60), ("1", 60), ("61", 61),
      ("132", 132), ("99999", 1000), ("9999999999999999999999", 80),
    ] as [(String?, Int)] {
      let environment = columns.map { ["COLUMNS": $0] } ?? [:]
      #expect(Terminal.width(of: -1, environment: environment) == expected, "\(columns ?? "none")")
    }
  }
}
