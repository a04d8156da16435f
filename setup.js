// Registers cdktf's matchers (toHaveResourceWithProperties, toBeValidTerraform, ...) with jest, and removes the
// directories that Testing.app() would leave in the system's temporary directory.
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { Testing } = require("cdktf");

Testing.setupJest();

const createApp = Testing.app;
const directories = [];

Testing.app = (options = {}) => {
  if (options.outdir !== undefined) return createApp.call(Testing, options);
  const outdir = mkdtempSync(join(tmpdir(), "cdktf.outdir."));
  directories.push(outdir);
  return createApp.call(Testing, { ...options, outdir });
};

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});
