// ExperimentDesignTests
