import { ApiGatewayV2Client, DeleteRouteCommand, GetApisCommand, GetRoutesCommand } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@sfn-websocket/languages/json";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { type Client, connect, serve } from "@sfn-websocket/local/__tests__/serve";
import { readStacks } from "@sfn-websocket/local/terraform/synthesized";
import { synthesizeJson, WAIT } from "../stacks/synthesize-stack";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus, runTerraform, type TerraformRun } from "./terraform-run";

const WORKFLOW = "workflows/wait.asl.json";
const PASS = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", Result: { done: true }, End: true } } });

/** The pattern's stack with one more route. */
function synthesize(route: Partial<RouteProps>, definition = WAIT): object {
  const routes = {
    $default: { workflow: WORKFLOW },
    done: { workflow: "workflows/done.asl.json", throttle: { rateLimit: 50, burstLimit: 50 }, ...route },
  };
  const stack = synthesizeJson(
    { routes, tags: { team: "a b@c" } },
    { [WORKFLOW]: definition, "workflows/done.asl.json": PASS },
  );
  // Terraform's default: a state file in its own directory.
  return { ...stack, terraform: { ...stack.terraform, backend: undefined } };
}

it("is served by npm start as Terraform applies it", async () => {
  const served = await serve(synthesize({ response: { template: '{"v":1}' } }) as JsonObject);
  const answering = await served.connect();
  expect(await answering.ask('{"action":"done"}')).toBe('{"v":1}');
  answering.socket.terminate();
  await served.close();
});

if ("missing" in found) process.stderr.write(`not run: applying with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying the stack here", () => {
    let terraform: OpenTerraform;
    let run: TerraformRun;
    let client: Client;
    let heard: NodeJS.Timeout | undefined;

    beforeAll(async () => {
      terraform = await openTerraform(20);
      run = terraform.configure(synthesize({ response: { template: '{"v":1}' } }));
      await apply(run);
      client = await connect(`ws://127.0.0.1:${terraform.endpoint.port}/api`);
      // The ten minutes that a connection may be idle are half a minute here, and Terraform may take longer.
      heard = setInterval(() => client.socket.ping(), 5_000);
    }, 120_000);
    afterAll(async () => {
      clearInterval(heard);
      client?.socket.terminate();
      await terraform.close();
    });

    it("leaves a state that is served too, as terraform show prints it and as its file is", async () => {
      const shown = join(run.cwd, "state.json");
      writeFileSync(shown, await runTerraform(run, "show", "-json"));
      for (const file of [shown, join(run.cwd, "terraform.tfstate")]) {
        const [stack] = readStacks(file);
        const served = await serve(stack?.configuration as JsonObject);
        const answering = await served.connect();
        expect(await answering.ask('{"action":"done"}')).toBe('{"v":1}');
        answering.socket.terminate();
        expect(served.log).toEqual([]);
        await served.close();
      }
    }, 60_000);

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
      terraform.configure(
        synthesize({ response: { template: '{"v":2}' } }, WAIT.replace('"Seconds": 3', '"Seconds": 6')),
      );
      await apply(run);
      expect(await client.ask('{"action":"done"}')).toBe('{"v":2}');
      const { billingDetails } = JSON.parse(await client.ask("{}")) as { billingDetails: Record<string, number> };
      // A busy machine can only add to it, 20 times as fast as real.
      expect(billingDetails.billedDurationInMilliseconds).toBeGreaterThan(5_000);
      expect(await planStatus(run)).toBe(0);
    }, 120_000);

    it("sees what was changed behind its back, and repairs it", async () => {
      const gateway = new ApiGatewayV2Client(terraform.client);
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
        new ApiGatewayV2Client(terraform.client).send(new GetApisCommand({})).then(({ Items }) => Items),
        new SFNClient(terraform.client)
          .send(new ListStateMachinesCommand({}))
          .then(({ stateMachines }) => stateMachines),
        new IAMClient(terraform.client).send(new ListRolesCommand({})).then(({ Roles }) => Roles),
        new CloudWatchLogsClient(terraform.client)
          .send(new DescribeLogGroupsCommand({}))
          .then(({ logGroups }) => logGroups),
      ]);
      expect(lists).toEqual([[], [], [], []]);
      expect(terraform.endpoint.log.filter((line) => line.includes("not emulated"))).toEqual([]);
    }, 60_000);
  });
