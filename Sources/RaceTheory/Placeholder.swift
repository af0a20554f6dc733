// RaceTheory
