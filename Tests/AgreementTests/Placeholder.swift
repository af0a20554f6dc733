// AgreementTests
