import { join } from "node:path";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { runTerraform } from "./terraform-run";

const FOLDER = join(__dirname, "configurations", "templates-by-content-type");

if ("missing" in found) process.stderr.write(`not run: terraform test (${found.missing})\n`);
else
  describe("terraform test, at the endpoint", () => {
    let terraform: OpenTerraform;
    beforeAll(async () => {
      terraform = await openTerraform();
    }, 60_000);
    afterAll(() => terraform.close());

    it("makes what a folder declares, asserts what its *.tftest.hcl says, and leaves nothing behind", async () => {
      const run = terraform.configureFolder(FOLDER);
      await runTerraform(run, "init", "-input=false", "-no-color");
      const printed = await runTerraform(run, "test", "-no-color");
      expect(printed).toContain('run "makes_an_api_with_a_stage"... pass');
      expect(printed).toContain("1 passed, 0 failed.");
      expect(terraform.endpoint.aws.region("us-east-1").apigateway.apis()).toEqual([]);
    }, 200_000);
  });
