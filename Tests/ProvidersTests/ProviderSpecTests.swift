import Providers
import Testing

@Suite struct ProviderSpecTests {
  @Test func modelsAndKeysAreRead() throws {
    let spec = try ProviderSpec(
      "lmstudio:org/some-model:q4_K_M,base-url=http://127.0.0.1:18081/v1,api=completions,"
        + "max-tokens=64,top-p=0.9,top-k=0,min-p=0.05,stop=\\n;a b,seeds=none,attempts=3,"
        + "timeout=2.5s,concurrency=4,rpm=60,tpm=9000")
    #expect(spec.provider == .lmstudio && spec.model.name == "org/some-model:q4_K_M")
    #expect(spec.baseURL?.description == "http://127.0.0.1:18081/v1" && spec.api == .completions)
    #expect(spec.model.mostTokens == 64 && spec.model.topP == 0.9 && spec.model.topK == 0)
    #expect(spec.model.minP == 0.05 && spec.model.stop == ["\n", "a b"] && !spec.seedsDraws)
    #expect(spec.pacing.attempts == 3 && spec.pacing.timeout == 2_500_000_000)
    #expect(spec.pacing.concurrency == 4 && spec.pacing.requestsPerMinute == 60)
    #expect(spec.pacing.tokensPerMinute == 9000)
    let plain = try ProviderSpec("openai:gpt-4.1-mini")
    #expect(plain.pacing == Pacing() && plain.api == .chat && plain.model.takesTemperature)
    #expect(!plain.seedsDraws)
    #expect(try ProviderSpec("ollama:a=b").model.name == "a=b")
    #expect(try ProviderSpec("ollama:m").seedsDraws && ProviderSpec("lmstudio:m").seedsDraws)
  }

  @Test func specsOfOtherChannelsAreNotMeant() {
    for text in ["simulated:p=.9", "recorded:folder", "cheap-first(openai:a | ollama:b)", "openai"]
    {
      #expect(!ProviderSpec.isMeant(by: text), "\(text)")
    }
    #expect(ProviderSpec.isMeant(by: "openai:") && ProviderSpec.isMeant(by: "ollama:a,b"))
  }

  @Test(arguments: [
    ("gpt-4", "'gpt-4' is not provider:model[,key=value...], as openai:gpt-4.1-mini,top-p=1"),
    ("openay:gpt-4", "unknown provider 'openay'; known are openai, anthropic, ollama, lmstudio"),
    ("openai:m,x", "'openai:m,x' is not provider:model[,key=value...]"),
    ("openai:m,top-q=1", "unknown key 'top-q' of openai; known are api, attempts, base-url,"),
    ("anthropic:m,min-p=1", "unknown key 'min-p' of anthropic"),
    ("anthropic:m,api=chat", "unknown key 'api' of anthropic"),
    ("openai:m,top-p=1,top-p=1", "key 'top-p' is given twice"),
    ("openai:m,top-p=0", "top-p must be a number above 0, at most 1, not '0'"),
    ("openai:m,top-p=nan", "top-p must be a number above 0, at most 1, not 'nan'"),
    ("openai:m,min-p=-1", "min-p must be a number from 0 to 1, not '-1'"),
    ("openai:m,max-tokens=0", "max-tokens must be a whole number from 1 to 1000000, not '0'"),
    ("openai:m,max-tokens=1e3", "max-tokens must be a whole number from 1 to 1000000, not '1e3'"),
    ("openai:m,attempts=21", "attempts must be a whole number from 1 to 20, not '21'"),
    ("openai:m,timeout=30", "timeout must be a time from 1ms to 3600s, as 30s, not '30'"),
    ("openai:m,timeout=0.5ms", "timeout must be a time from 1ms to 3600s"),
    ("openai:m,seeds=7", "seeds must be draw or none, not '7'"),
    ("openai:m,stop=", "stop must be 1 to 4 texts with semicolons between them"),
    ("openai:m,stop=a;b;c;d;e", "stop must be at most 4 texts"),
    ("openai:m,stop=\\q", "stop must be 1 to 4 texts"),
    ("openai:m,stop=\\x8", "stop must be 1 to 4 texts"),
    ("openai:m,stop=\\xFF", "stop must be 1 to 4 texts"),
    ("openai:m,effort=v high", "effort must be a word of up to 20 lowercase letters, as low"),
    ("openai:", "the model of openai must be a name of 1 to 200 bytes without control characters"),
    ("openai:a\nb", "the model of openai must be a name of 1 to 200 bytes"),
    ("openai:a|b", "the model of openai must be a name of 1 to 200 bytes"),
    ("anthropic:m,seeds=draw", "anthropic takes no seeds: leave seeds=draw out"),
    ("lmstudio:m,api=completions,effort=low", "effort goes with api=chat"),
    ("openai:o3,top-p=1", "o3 samples in its own way and takes no top-p; temperature=draw says"),
    ("openai:m,base-url=localhost", "base-url 'localhost' does not begin with http:// or https://"),
  ])
  func badSpecsAreRefusedInOneLine(text: String, expected: String) {
    let error = #expect(throws: ProviderSpecError.self) { try ProviderSpec(text) }
    #expect(error?.description.hasPrefix(expected) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("\n") == false)
  }

  @Test func mistakenNamesCanBeSuggested() throws {
    let error = #expect(throws: ProviderSpecError.self) { try ProviderSpec("openai:m,topp=1") }
    #expect(error?.mistaken?.name == "topp" && error?.mistaken?.known.contains("top-p") == true)
    #expect(
      error?.description(nearest: "top-p").hasPrefix(
        "unknown key 'topp' of openai; did you mean top-p?; known are api,") == true)
  }

  @Test func temperaturesAreCheckedAgainstProviderAndModel() throws {
    func problem(_ spec: String, _ temperature: Double) throws -> String? {
      let spec = try ProviderSpec(spec)
      do throws(ProviderSpecError) {
        try spec.check(temperature: temperature)
        return nil
      } catch {
        return error.description
      }
    }
    for (spec, most) in [("openai:m", 2.0), ("anthropic:m", 1), ("ollama:m", 100)] {
      #expect(try problem(spec, 0) == nil && problem(spec, most) == nil)
      for wrong in [-0.1, most + 0.01, .nan, .infinity] {
        #expect(try problem(spec, wrong)?.contains("is from 0 to \(Int(most))") == true)
      }
    }
    for spec in [
      "openai:o3", "openai:gpt-5.1-mini", "openai:openai/o4-mini", "anthropic:claude-opus-4-7",
      "anthropic:m,temperature=none", "openai:gpt-5,effort=low", "openai:gpt-6.1-sol",
      "anthropic:claude-sonnet-5-5", "anthropic:claude-mythos-6",
    ] {
      #expect(try problem(spec, 1) == nil)
      #expect(try problem(spec, 0.1)?.contains("samples at 1: give temperature 1") == true)
    }
    for spec in [
      "openai:gpt-5-chat-latest", "openai:gpt-5.1,effort=none", "openai:o3,temperature=draw",
      "openai:gpt-4o", "openai:omni", "openai:gpt-oss-20b", "anthropic:claude-sonnet-4-6",
      "anthropic:claude-haiku-4-5-20251001", "anthropic:some-local-model", "ollama:gpt-5",
      "lmstudio:openai/gpt-oss-20b,effort=low",
    ] {
      #expect(try problem(spec, 0.1) == nil, "\(spec)")
    }
  }
}
