import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiGatewayV2Client, DeleteRouteCommand, GetApisCommand, GetRoutesCommand } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import type { RouteProps } from "../../stacks/route-props";
import { findTerraformProvider } from "../../tools/find-terraform-provider";
import { type Client, connect } from "../local/serve";
import { synthesizeJson, WAIT } from "../stacks/synthesize-stack";
import { serveEndpoint, type ServedEndpoint } from "./serve-endpoint";
import { apply, isolateEnvironment, planStatus, runTerraform, startProvider, type TerraformRun } from "./terraform-run";

const found = findTerraformProvider({ source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }, process.env);

const WORKFLOW = "workflows/wait.asl.json";
const PASS = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", Result: { done: true }, End: true } } });

/** The pattern's stack with one more route. */
function synthesize(route: Partial<RouteProps>, definition = WAIT): string {
  const routes = {
    $default: { workflow: WORKFLOW },
    done: { workflow: "workflows/done.asl.json", throttle: { rateLimit: 50, burstLimit: 50 }, ...route },
  };
  const stack = synthesizeJson(
    { routes, tags: { team: "a ${b}" } },
    { [WORKFLOW]: definition, "workflows/done.asl.json": PASS },
  );
  // Terraform's default: a state file in its own directory.
  return JSON.stringify({ ...stack, terraform: { ...stack.terraform, backend: undefined } });
}

it("finds the real Terraform, or says what is missing of it", () => {
  expect("missing" in found ? found.missing : found.provider).toMatch(/terraform/);
});

if ("missing" in found) process.stderr.write(`not run: applying with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying the stack here", () => {
    const directory = mkdtempSync(join(tmpdir(), "apply-"));
    let endpoint: ServedEndpoint;
    let stopProvider = (): void => undefined;
    let run: TerraformRun;
    let client: Client;

    const configure = (text: string) => writeFileSync(join(run.cwd, "cdk.tf.json"), text);
    const options = () => ({
      endpoint: endpoint.url,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });

    beforeAll(async () => {
      endpoint = await serveEndpoint(20);
      const isolated = isolateEnvironment(endpoint.url, directory);
      const provider = await startProvider(found.provider, isolated);
      stopProvider = provider.stop;
      const cwd = join(directory, "stack");
      mkdirSync(cwd);
      run = { terraform: found.terraform, cwd, env: { ...isolated, TF_REATTACH_PROVIDERS: provider.reattach } };
      configure(synthesize({ response: { template: '{"v":1}' } }));
      await apply(run);
      client = await connect(`ws://127.0.0.1:${endpoint.port}/api`);
    }, 120_000);
    afterAll(async () => {
      client?.socket.terminate();
      stopProvider();
      await endpoint.close();
      rmSync(directory, { recursive: true, force: true });
    });

    it("creates what answers a socket", async () => {
      const message = '{"first_name" : "Jane"}';
      expect(JSON.parse(await client.ask(message))).toMatchObject({
        status: "SUCCEEDED",
        input: message,
        output: message,
      });
      expect(await client.ask('{"action":"done"}')).toBe('{"v":1}');
    });

    it("finds nothing to change in a second plan", async () => {
      expect(await planStatus(run)).toBe(0);
    }, 60_000);

    it("changes a response template and a workflow, which the open socket sees", async () => {
      configure(synthesize({ response: { template: '{"v":2}' } }, WAIT.replace('"Seconds": 3', '"Seconds": 1')));
      await apply(run);
      expect(await client.ask('{"action":"done"}')).toBe('{"v":2}');
      const { billingDetails } = JSON.parse(await client.ask("{}")) as { billingDetails: Record<string, number> };
      expect(billingDetails.billedDurationInMilliseconds).toBeLessThan(2_500);
      expect(await planStatus(run)).toBe(0);
    }, 120_000);

    it("sees what was changed behind its back, and repairs it", async () => {
      const gateway = new ApiGatewayV2Client(options());
      const [api] = (await gateway.send(new GetApisCommand({}))).Items ?? [];
      const { Items = [] } = await gateway.send(new GetRoutesCommand({ ApiId: api?.ApiId }));
      const route = Items.find(({ RouteKey }) => RouteKey === "done");
      await gateway.send(new DeleteRouteCommand({ ApiId: api?.ApiId, RouteId: route?.RouteId }));
      expect(await planStatus(run)).toBe(2);
      await apply(run);
      expect(await planStatus(run)).toBe(0);
      expect(await client.ask('{"action":"done"}')).toBe('{"v":2}');
    }, 120_000);

    it("destroys all, and asked for nothing that is not emulated", async () => {
      await runTerraform(run, "destroy", "-auto-approve", "-input=false", "-no-color");
      const lists = await Promise.all([
        new ApiGatewayV2Client(options()).send(new GetApisCommand({})).then(({ Items }) => Items),
        new SFNClient(options()).send(new ListStateMachinesCommand({})).then(({ stateMachines }) => stateMachines),
        new IAMClient(options()).send(new ListRolesCommand({})).then(({ Roles }) => Roles),
        new CloudWatchLogsClient(options()).send(new DescribeLogGroupsCommand({})).then(({ logGroups }) => logGroups),
      ]);
      expect(lists).toEqual([[], [], [], []]);
      expect(endpoint.log.filter((line) => line.includes("not emulated"))).toEqual([]);
    }, 60_000);
  });
