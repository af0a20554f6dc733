/// Why there is no configuration.
enum ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// No such handle.
  case unknown(String)
  /// It has ended.
  case expired(String, at: String)
  /// There is no room beside those that live, where so much is the most; when the next of them ends.
  case full(ConfigurationStore.Size, most: ConfigurationStore.Size, until: String)
  /// It alone has so many bytes, more than all may have together.
  case tooLarge(Int, most: Int)

  /// One line for the model.
  var description: String {
    switch self {
    case .unknown(let handle):
      // What no server mints is not shown: it may be any text.
      let isHandle = handle.wholeMatch(of: /cfg_[0-9a-f]{32}/) != nil
      return
        "configuration \(isHandle ? "\(handle) " : "")is unknown: a handle is what maker_configure "
        + "has returned since this server was started; mint another"
    case .expired(let handle, let time):
      return "configuration \(handle) expired at \(time); mint another with maker_configure"
    case .full(let live, let most, let time):
      return
        "no room for this configuration: \(live.count) live, of \(live.bytes) bytes together, and "
        + "\(most.count) of \(most.bytes) bytes are the most; the next ends at \(time)"
    case .tooLarge(let bytes, let most):
      return "a configuration of \(bytes) bytes is larger than all may be together, \(most) bytes"
    }
  }
}
