// LabCommands
