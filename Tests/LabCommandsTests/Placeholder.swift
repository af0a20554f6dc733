// LabCommandsTests
