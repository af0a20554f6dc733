import CCurl

/// The libcurl that runs in this process.
package enum CurlLibrary {
  /// Its version and that of its TLS library, as `7.88.1 with OpenSSL/3.0.17`.
  package static var version: String {
    guard let info = unsafe curl_version_info(CURLVERSION_FIRST) else { return "unknown" }
    let own = unsafe info.pointee.version.map { unsafe String(cString: $0) } ?? "unknown"
    guard let tls = unsafe info.pointee.ssl_version else { return own }
    return unsafe "\(own) with \(String(cString: tls))"
  }

  /// Whether it can speak HTTPS.
  package static var hasTLS: Bool {
    guard let info = unsafe curl_version_info(CURLVERSION_FIRST) else { return false }
    return unsafe info.pointee.features & CURL_VERSION_SSL != 0
  }
}
