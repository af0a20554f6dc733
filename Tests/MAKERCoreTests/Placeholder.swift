// MAKERCoreTests
