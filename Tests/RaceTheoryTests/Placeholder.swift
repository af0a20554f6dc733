// RaceTheoryTests
