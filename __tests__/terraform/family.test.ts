import { type Client, connect } from "@sfn-websocket/local/__tests__/serve";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { Delivery } from "@sfn-websocket/constructs/options/route-props";
import { EVERY_STACK, type FamilyStack } from "../stacks/every-option";
import { synthesizeFamily } from "../stacks/synthesize-family";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { apply, planStatus, runTerraform, type TerraformRun } from "./terraform-run";

/** A stack whose workflow answers with `text`. */
function synthesizeDelivered(text: string, delivery: Delivery): FamilyStack["json"] {
  const workflow = "workflows/say.asl.json";
  const definition = { StartAt: "Say", States: { Say: { Type: "Pass", Result: text, End: true } } };
  return synthesizeFamily(
    (app, root) =>
      new ApigwWebsocketApiSfnSync(app, "delivered", { root, routes: { $default: { workflow, delivery } } }),
    { [workflow]: JSON.stringify(definition) },
  );
}

it.each(EVERY_STACK)("refers to resources plainly in $name, with no function of Terraform's", ({ json }) => {
  const markers = [...JSON.stringify(json).matchAll(/(?<!\$)\$\{([^}]*)\}/g)].map((match) => match[1] ?? "");
  expect(markers.length).toBeGreaterThan(0);
  expect(markers.filter((marker) => !/^(data\.)?[a-z0-9_]+\.[\w-]+\.[a-z_]+(\[0\]\.[a-z_]+)?$/.test(marker))).toEqual(
    [],
  );
});

if ("missing" in found)
  process.stderr.write(`not run: applying every stack with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying every stack with every option here", () => {
    let open: OpenTerraform;
    let client: Client | undefined;
    const runs = new Map<string, TerraformRun>();

    const configure = (name: string, { terraform, ...stack }: FamilyStack["json"]): TerraformRun => {
      // Terraform's default: a state file in its own directory.
      const run = open.configure({ ...stack, terraform: { ...terraform, backend: undefined } }, name);
      runs.set(name, run);
      return run;
    };
    const destroy = (name: string) => {
      const run = runs.get(name);
      if (run === undefined) throw new Error(`${name} was not applied`);
      return runTerraform(run, "destroy", "-auto-approve", "-input=false", "-no-color");
    };
    beforeAll(async () => {
      open = await openTerraform(20);
    }, 60_000);
    afterAll(async () => {
      client?.socket.terminate();
      await open.close();
    });

    // The account comes first: without its role the stages' logs are refused.
    it.each(EVERY_STACK)(
      "applies $name, and finds nothing to change in a second plan",
      async ({ name, json }) => {
        const run = configure(name, json);
        await apply(run);
        expect(await planStatus(run)).toBe(0);
      },
      120_000,
    );

    it("serves them all: a message through CloudFront is posted an answer later", async () => {
      const [distribution] = open.endpoint.aws.cloudfront.distributions();
      const { apiKeys } = open.endpoint.aws.region("us-east-1").apiKeys;
      const key = apiKeys().find(({ name }) => name === "apigw-ws-integrations-api-us-east-1-acme");
      const headers = { "x-api-key": key?.value ?? "" };
      client = await connect(`ws://127.0.0.1:${open.endpoint.port}/${distribution?.id}/ocpp/CP001`, { headers });
      await client.ask('{"action":"async_sfn","data":{"n":1}}');
      expect(await client.next()).toBe('{"Message":"Hello from asynchronous workflow execution!","data":{"n":1}}');
    }, 30_000);

    it("shares a workflow's messages between two versions, and rolls back in one apply", async () => {
      const versions = async () => {
        const { stateMachines, call } = open.endpoint.aws.region("us-east-1").stepfunctions;
        const arn = stateMachines().find(({ name }) => name.startsWith("delivered"))?.stateMachineArn;
        const asked = JSON.stringify({ stateMachineAliasArn: `${arn}:live` });
        const { body } = await call("DescribeStateMachineAlias", asked, { authorize: () => undefined });
        const { routingConfiguration } = JSON.parse(body) as {
          routingConfiguration: { stateMachineVersionArn: string; weight: number }[];
        };
        return routingConfiguration.map(({ stateMachineVersionArn, weight }) => [
          stateMachineVersionArn.split(":").pop(),
          weight,
        ]);
      };
      const run = configure("delivered", synthesizeDelivered("one", {}));
      await apply(run);
      expect(await versions()).toEqual([["1", 100]]);
      configure("delivered", synthesizeDelivered("two", { stableVersion: 1, latestWeight: 10 }));
      await apply(run);
      expect(await planStatus(run)).toBe(0);
      expect(await versions()).toEqual([
        ["1", 90],
        ["2", 10],
      ]);
      configure("delivered", synthesizeDelivered("two", { stableVersion: 1, latestWeight: 0 }));
      await apply(run);
      expect(await planStatus(run)).toBe(0);
      expect(await versions()).toEqual([["1", 100]]);
    }, 120_000);

    it("rejects destroying the account's settings, and leaves them", async () => {
      await expect(destroy("api-gateway-account")).rejects.toThrow("Instance cannot be destroyed");
      const { account } = open.endpoint.aws.region("us-east-1").apigateway;
      expect(account).toMatchObject({
        cloudwatchRoleArn: expect.stringMatching(/:role\/api-gateway-account-us-east-1-cloudwatch$/),
      });
    }, 60_000);

    it("destroys an API with every option, and leaves nothing of it", async () => {
      await destroy("every-route");
      const { apigateway, cloudwatch, logs } = open.endpoint.aws.region("us-east-1");
      expect(apigateway.stages().filter(({ api }) => api.name.startsWith("every-route"))).toEqual([]);
      expect([...apigateway.domainNames.domainNames.keys()]).toEqual(["signed.example.com"]);
      expect(
        JSON.stringify([cloudwatch.exportState(), logs.exportState(), open.endpoint.aws.iam.exportState()]),
      ).not.toContain("every-route");
    }, 120_000);

    it("asked for nothing that is not emulated", () => {
      expect(open.endpoint.log.filter((line) => /^AWS endpoint: .*not emulated/.test(line))).toEqual([]);
    });
  });
