// NoisyChannelsTests
