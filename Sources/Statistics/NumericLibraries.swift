import CBoostMath
import CNLopt

/// The libraries of numerical methods in this process.
package enum NumericLibraries {
  /// Version of Boost that special functions were built with, as 1.74.
  package static var boostVersion: String { unsafe String(cString: makerlab_boost_version()) }

  /// Version of NLopt, as 2.7.1.
  package static var nloptVersion: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    unsafe nlopt_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
