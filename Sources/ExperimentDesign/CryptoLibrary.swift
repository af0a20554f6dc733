import CCrypto

/// The libcrypto that runs in this process.
package enum CryptoLibrary {
  /// Its name, version and date, as `OpenSSL 3.0.17 1 Jul 2025`.
  package static var version: String { unsafe String(cString: OpenSSL_version(OPENSSL_VERSION)) }
}
