// NoisyChannels
