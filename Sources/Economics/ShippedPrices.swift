import Foundation

extension PriceBook {
  /// The book that the laboratory brings along.
  ///
  /// - Returns: The book.
  /// - Throws: `PriceBookError` where the book is wrong, which its test rules out.
  package static func shipped() throws(PriceBookError) -> PriceBook {
    try PriceBook(json: Data(shippedJSON.utf8), name: shippedName)
  }

  /// Name of the shipped book.
  package static let shippedName = "shipped"

  /// The book as a user could write it.
  ///
  /// List prices of a million tokens.  Where no first day is published it is the date in the name of the
  /// model's first version, or the day on which the price was first seen.  Models whose price goes by
  /// the length of the prompt are left out, and so are those on whose price sources differ: unknown.
  /// The prices of Claude Sonnet 4 and 4.5 are those of prompts of up to 200,000 tokens.  A model that
  /// its provider no longer offers keeps its last list price.
  package static let shippedJSON = """
    {
      "currency": "USD",
      "date": "2026-11-20",
      "prices": [
        {"provider": "openai", "model": "gpt-4.1*", "from": "2025-04-14",
         "input": 2.00, "cached_input": 0.50, "output": 8.00, "batch_discount": 0.5,
         "source": "https://gist.github.com/ei-grad/9a7c000f3487bc01221c7bb5e2b3d74a",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "gpt-4.1-mini*", "from": "2025-04-14",
         "input": 0.40, "cached_input": 0.10, "output": 1.60, "batch_discount": 0.5,
         "source": "https://gist.github.com/ei-grad/9a7c000f3487bc01221c7bb5e2b3d74a",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "gpt-4.1-nano*", "from": "2025-04-14",
         "input": 0.10, "cached_input": 0.025, "output": 0.40,
         "source": "https://developers.openai.com/api/docs/models/gpt-4.1-nano",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "gpt-4o-mini*", "from": "2024-07-18",
         "input": 0.15, "cached_input": 0.075, "output": 0.60,
         "source": "https://github.com/simonw/llm-prices/blob/main/data/openai.json",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "o3-mini*", "from": "2025-01-31",
         "input": 1.10, "cached_input": 0.55, "output": 4.40,
         "source": "https://github.com/simonw/llm-prices/blob/main/data/openai.json",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "o4-mini*", "from": "2025-04-16",
         "input": 1.10, "cached_input": 0.275, "output": 4.40,
         "source": "https://github.com/simonw/llm-prices/blob/main/data/openai.json",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "gpt-5*", "from": "2025-08-07",
         "input": 1.25, "cached_input": 0.125, "output": 10.00,
         "source": "https://github.com/simonw/llm-prices/blob/main/data/openai.json",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "gpt-5-mini*", "from": "2025-08-07",
         "input": 0.25, "cached_input": 0.025, "output": 2.00,
         "source": "https://github.com/simonw/llm-prices/blob/main/data/openai.json",
         "looked_up": "2026-11-20"},
        {"provider": "openai", "model": "gpt-5-nano*", "from": "2025-08-07",
         "input": 0.05, "cached_input": 0.005, "output": 0.40,
         "source": "https://developers.openai.com/api/docs/models/gpt-5-nano",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-3-haiku*", "from": "2024-03-13",
         "input": 0.25, "cached_input": 0.03, "output": 1.25, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-3-opus*", "from": "2024-02-29",
         "input": 15.00, "cached_input": 1.50, "output": 75.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-3-5-sonnet*", "from": "2024-06-20",
         "input": 3.00, "cached_input": 0.30, "output": 15.00,
         "source": "https://github.com/simonw/llm-prices/blob/main/data/anthropic.json",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-3-5-haiku*", "from": "2024-11-04",
         "input": 1.00, "output": 5.00,
         "source": "https://github.com/simonw/llm-claude-3/issues/23",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-3-5-haiku*", "from": "2024-12-05",
         "input": 0.80, "output": 4.00,
         "source": "https://simonwillison.net/2024/Dec/5/claude-35-haiku-price-drops-by-20/",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-3-7-sonnet*", "from": "2025-02-19",
         "input": 3.00, "cached_input": 0.30, "output": 15.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-opus-4*", "from": "2025-05-22",
         "input": 15.00, "cached_input": 1.50, "output": 75.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-sonnet-4*", "from": "2025-05-22",
         "input": 3.00, "cached_input": 0.30, "output": 15.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-opus-4-1*", "from": "2025-08-05",
         "input": 15.00, "cached_input": 1.50, "output": 75.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-sonnet-4-5*", "from": "2025-09-29",
         "input": 3.00, "cached_input": 0.30, "output": 15.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-haiku-4-5*", "from": "2025-10-15",
         "input": 1.00, "cached_input": 0.10, "output": 5.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-opus-4-5*", "from": "2025-11-24",
         "input": 5.00, "cached_input": 0.50, "output": 25.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/pt-BR/models/opus-4-5/overview.md",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-opus-4-6*", "from": "2026-02-05",
         "input": 5.00, "cached_input": 0.50, "output": 25.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/models/opus-4-6/overview.md",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-opus-5*", "from": "2026-07-24",
         "input": 5.00, "cached_input": 0.50, "output": 25.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-opus-5-5*", "from": "2026-09-24",
         "input": 4.00, "cached_input": 0.20, "output": 20.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-sonnet-5-5*", "from": "2026-09-29",
         "input": 2.00, "cached_input": 0.20, "output": 10.00, "batch_discount": 0.5,
         "source": "https://platform.claude.com/docs/en/about-claude/pricing",
         "looked_up": "2026-11-20"},
        {"provider": "anthropic", "model": "claude-sonnet-5-5*", "from": "2026-10-07",
         "input": 2.00, "cached_input": 0.10, "output": 10.00, "batch_discount": 0.5,
         "source": "https://github.com/TheKrush/PromptFuel/releases/tag/v1.0.23",
         "looked_up": "2026-11-20"},
        {"provider": "ollama", "model": "*", "from": "2026-11-20", "input": 0, "output": 0,
         "source": "your own machine", "looked_up": "2026-11-20"},
        {"provider": "lmstudio", "model": "*", "from": "2026-11-20", "input": 0, "output": 0,
         "source": "your own machine", "looked_up": "2026-11-20"}
      ]
    }
    """
}
