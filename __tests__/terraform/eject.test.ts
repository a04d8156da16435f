import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { type Ejected, ejectStack } from "@sfn-websocket/tools/eject/eject-stack";
import { printModule } from "@sfn-websocket/tools/eject/print-module";
import { runApp } from "@sfn-websocket/tools/eject/run-app";
import { writeFiles } from "@sfn-websocket/tools/eject/write-files";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planChanges, planStatus, runTerraform, type TerraformRun } from "./terraform-run";

const PROJECT = join(__dirname, "..", "project");
const SYNC = "apigw-websocket-api-sfn-sync";

/** A root with two instances of the module beside it, and what only roots have. */
function writeRoot(folder: string): void {
  const source = "./module";
  const allow = (Principal: object) => ({ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" });
  const policy = {
    Version: "2012-10-17",
    Statement: [
      allow({ AWS: "arn:aws:iam::123456789012:root" }),
      allow({ Service: ["logs.eu-west-1.amazonaws.com", "delivery.logs.amazonaws.com"] }),
    ],
  };
  const key = { aws_kms_key: { key: { description: "made in the same run", policy: JSON.stringify(policy) } } };
  const configuration = {
    provider: { aws: { region: "eu-west-1" } },
    resource: key,
    module: {
      first: { source, name: "first" },
      second: {
        source,
        name: "second",
        stage_name: "V2",
        log_retention_in_days: 7,
        encryption: { kms_key_arn: "${aws_kms_key.key.arn}" },
        role_path: "/chat/",
        permissions_boundary: "arn:aws:iam::123456789012:policy/boundary",
        state_machine_timeouts: { delete: "10m" },
        tags: { team: "chat" },
      },
    },
    output: { first: { value: "${module.first.api_endpoint}" }, second: { value: "${module.second.api_endpoint}" } },
  };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration));
}

if ("missing" in found) process.stderr.write(`not run: an ejected module with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying an ejected module", () => {
    const folder = mkdtempSync(join(tmpdir(), "eject-test-"));
    let open: OpenTerraform;
    let run: TerraformRun;
    let ejected: Ejected;
    beforeAll(async () => {
      open = await openTerraform(20);
      ejected = await ejectStack({ project: PROJECT, stack: SYNC });
      writeFiles(join(folder, "module"), printModule(SYNC, ejected));
      writeRoot(folder);
      run = open.configureFolder(folder);
    }, 120_000);
    afterAll(async () => {
      await open.close();
      rmSync(folder, { recursive: true });
    });

    const region = () => open.endpoint.aws.region("eu-west-1");
    const connectTo = (name: string, stage: string) => {
      const api = region()
        .apigateway.apis()
        .find((each) => each.name.startsWith(`${name}-`));
      return connect(`ws://127.0.0.1:${open.endpoint.port}/${api?.apiId}/${stage}`);
    };

    it("makes two instances in one root, in the provider's region, and finds nothing to change in a second plan", async () => {
      await apply(run);
      expect(
        region()
          .stepfunctions.stateMachines()
          .map(({ name }) => name)
          .sort(),
      ).toEqual(["first-api-eu-west-1-default", "second-V2-47cfe5eb-eu-west-1-default"]);
      expect(await planStatus(run)).toBe(0);
    }, 240_000);

    it("answers on both, and an open connection gets what a changed workflow answers", async () => {
      const [first, second] = [await connectTo("first", "api"), await connectTo("second", "V2")];
      for (const client of [first, second]) expect(await client.ask('{"a":1}')).toContain('"status":"SUCCEEDED"');
      const file = join(run.cwd, "module", "workflows", "wait.asl.json");
      const changed = { StartAt: "A", States: { A: { Type: "Pass", Result: { changed: true }, End: true } } };
      const before = readFileSync(file, "utf8");
      writeFileSync(file, JSON.stringify(changed));
      await apply(run);
      expect(JSON.parse(await first.ask("{}"))).toMatchObject({ output: '{"changed":true}' });
      writeFileSync(file, before);
      first.socket.terminate();
      second.socket.terminate();
    }, 240_000);

    it("takes over what CDKTF has deployed, its tags and its URL: all stays but the deployment of the API", async () => {
      const output = join(folder, "own");
      const settings = { WEBSOCKET_API_TAGS: "team=chat" };
      const { configuration } = await runApp({ project: PROJECT, stack: SYNC, output, settings });
      const stack = { ...configuration, terraform: { ...Object(configuration["terraform"]), backend: undefined } };
      const own = open.configure(stack, "taken");
      await apply(own);
      const listApis = () => open.endpoint.aws.region("us-east-1").apigateway.apis();
      const [api] = listApis();
      const files = printModule(SYNC, await ejectStack({ project: PROJECT, stack: SYNC, settings }));
      writeFiles(join(own.cwd, "module"), files);
      const example = String(files.get("examples/take-over/main.tf.json"));
      writeFileSync(join(own.cwd, "main.tf.json"), example.replace('"../.."', '"./module"'));
      const changes = await planChanges(own);
      const changed = changes.filter(({ change }) => change.actions.join() !== "no-op");
      expect(changed.map(({ type, change }) => `${type}: ${change.actions.join(", ")}`).sort()).toEqual([
        "aws_apigatewayv2_deployment: create, delete",
        // It names the deployment.
        "aws_apigatewayv2_stage: update",
      ]);
      await runTerraform(own, "apply", "-auto-approve", "-input=false", "-no-color");
      expect(await planStatus(own)).toBe(0);
      expect(listApis().map(({ apiId, tags }) => [apiId, tags])).toEqual([[api?.apiId, { team: "chat" }]]);
      const client = await connect(`ws://127.0.0.1:${open.endpoint.port}/${api?.apiId}/api`);
      expect(await client.ask('{"a":1}')).toContain('"status":"SUCCEEDED"');
      client.socket.terminate();
      await runTerraform(own, "destroy", "-auto-approve", "-input=false", "-no-color");
    }, 240_000);

    it("leaves nothing behind", async () => {
      await runTerraform(run, "destroy", "-auto-approve", "-input=false", "-no-color");
      expect(region().stepfunctions.stateMachines()).toEqual([]);
      expect(region().apigateway.apis()).toEqual([]);
    }, 240_000);
  });
