// FiguresTests
