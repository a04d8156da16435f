// Registers cdktf's matchers (toHaveResourceWithProperties, toBeValidTerraform, ...) with jest.
const { Testing } = require("cdktf");

Testing.setupJest();
