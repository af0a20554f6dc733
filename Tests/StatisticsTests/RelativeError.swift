/// Returns how far a value is from a reference, relative to the reference; unit 1, at least 0.
///
/// NaN compares as infinitely far, so that a failed evaluation cannot pass a test.
func relativeError(_ value: Double, _ reference: Double) -> Double {
  if value == reference { return 0 }
  let error = abs(value - reference) / abs(reference)
  return error.isNaN ? .infinity : error
}
