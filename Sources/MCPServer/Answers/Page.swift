import Foundation
import TextFormats

/// One page of a list; where the next one begins is told by a cursor.
///
/// A cursor names the list and the last item before it, so a list that changes between two pages loses
/// no item silently: the next page begins after that item, or the cursor is refused.
struct Page<Item: Sendable>: Sendable {
  let items: ArraySlice<Item>
  /// Where the next page begins; nil after the last one.
  let nextCursor: String?

  /// Cuts a page.
  ///
  /// - Parameters:
  ///   - all: The whole list.
  ///   - list: Name of the list; a cursor of another list is refused.
  ///   - cursor: Where to begin; nil for the first item.
  ///   - size: Most items; count, at least 1.
  ///   - key: What names an item in the list.
  /// - Throws: `RPCError` for a cursor that leads nowhere.
  init(
    of all: [Item], list: String, from cursor: String?, size: Int, key: (Item) -> String
  ) throws(RPCError) {
    func cursorAfter(_ item: Item) -> String {
      Data("\(list)\n\(key(item))".utf8).base64EncodedString()
    }
    var start = 0
    if let cursor {
      guard let place = all.firstIndex(where: { cursorAfter($0) == cursor }) else {
        throw .invalidParams("params.cursor leads nowhere; begin again without one")
      }
      start = place + 1
    }
    items = all[start...].prefix(size)
    nextCursor = items.endIndex < all.count ? items.last.map(cursorAfter) : nil
  }

  /// The page as a result.
  func result(
    _ name: String, caching: MCPResult.Caching, _ value: (Item) -> JSONValue
  ) -> MCPResult {
    let next = nextCursor.map { [("nextCursor", JSONValue.string($0))] } ?? []
    return MCPResult([(name, .array(items.map(value)))] + next, caching: caching)
  }
}
