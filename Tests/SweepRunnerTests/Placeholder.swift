// SweepRunnerTests
