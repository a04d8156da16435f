import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import type { PatternProps } from "../../stacks/stack-props";
import { type Ejected, ejectSynthesized } from "@sfn-websocket/tools/eject/eject-stack";
import { printModule } from "@sfn-websocket/tools/eject/print-module";
import { writeFiles } from "@sfn-websocket/tools/eject/write-files";
import { TerraformLocal, TerraformVariable } from "cdktf";
import { listStacks } from "../../stacks/list-stacks";
import { WebSocketStack } from "../../stacks/websocket-stack";
import { synthesizeFamily } from "../stacks/synthesize-family";
import { WAIT } from "../stacks/synthesize-stack";
import { describeChanges } from "./compare-plans";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { EVERY_OPTION, MARKED } from "./planned-cases";
import { planChanges } from "./terraform-run";

const workflow = "workflows/wait.asl.json";
const marked = "workflows/marked.asl.json";
const queue = "arn:aws:sqs:us-east-1:123456789012:orders";

/** Files whose texts Terraform would take for its own. */
const FILES = {
  [marked]: MARKED.replace("${", () => "$${").replace("%{seconds}", "%{seconds} ${Greeting} in ${Region}"),
  "models/order.schema.json": '{"type":"object","pattern":"${a}"}',
};

const ROUTES: Readonly<Record<string, Readonly<Record<string, RouteProps>>>> = {
  "every option of a workflow": EVERY_OPTION,
  "substitutions and a model": {
    $default: { workflow: marked, substitutions: { Greeting: 'say "hi"' }, model: "models/order.schema.json" },
    alias: { workflow, delivery: { stableVersion: 1, latestWeight: 10 } },
    "a/b": { workflow, response: "none" },
  },
  "routes to other services": {
    $default: { mock: '{"a":"$context.connectionId"}' },
    queue: { sqs: queue },
    topic: { sns: "arn:aws:sns:us-east-1:123456789012:orders" },
    bus: { events: "arn:aws:events:us-east-1:123456789012:event-bus/orders" },
    http: { http: "https://example.com/orders" },
    lambda: { lambda: "arn:aws:lambda:us-east-1:123456789012:function:echo" },
    role: { workflow, workflowRoleArn: "arn:aws:iam::123456789012:role/workflow" },
  },
};

const OPTIONS: Omit<PatternProps, "routes"> = {
  alarms: true,
  dashboard: true,
  edge: { priceClass: "PriceClass_100" },
  connectionTable: { name: "connections", arn: "arn:aws:dynamodb:us-east-1:123456789012:table/connections" },
  apiKeys: { names: ["acme"], throttle: { rateLimit: 1, burstLimit: 2 }, quota: { limit: 1000, period: "DAY" } },
  stateMachineTimeouts: { delete: "2h" },
  tags: { "a b": "c=d" },
};

/** A stack with these routes, of the settings that are given as environment variables. */
function synthesize(routes: Readonly<Record<string, RouteProps>>, settings: Readonly<Record<string, string>>) {
  const [listed] = listStacks({ context: {}, environment: settings, stackNames: ["every"] });
  if (listed === undefined) throw new Error("no stack is listed");
  const { $connect, ...others } = routes;
  const connectionTable = $connect === undefined ? OPTIONS.connectionTable : false;
  const configuration = synthesizeFamily((app, root) => {
    const props = { ...listed.props, ...OPTIONS, connectionTable, root };
    const stack = new WebSocketStack(app, "every", { ...props, routes: $connect ? { $connect, ...others } : others });
    new TerraformLocal(stack, "OwnLocal", "${1 + 1}");
    new TerraformVariable(stack, "OwnVariable", { type: "string", default: stack.nameResource("queue", "own") });
    return stack;
  }, FILES);
  return { configuration: JSON.parse(JSON.stringify(configuration)), folder: "none" };
}

if ("missing" in found) process.stderr.write(`not run: ejected options with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, planning a module with every option", () => {
    const folder = mkdtempSync(join(tmpdir(), "eject-options-"));
    let open: OpenTerraform;
    beforeAll(async () => {
      open = await openTerraform();
    }, 60_000);
    afterAll(async () => {
      await open.close();
      rmSync(folder, { recursive: true });
    });

    const planExample = async (name: string, ejected: Ejected) => {
      const directory = mkdtempSync(join(folder, "module-"));
      writeFiles(directory, printModule(name, ejected));
      const run = open.configureFolder(directory);
      return describeChanges(await planChanges({ ...run, cwd: join(run.cwd, "examples", "basic") }));
    };

    it.each(Object.entries(ROUTES))(
      "plans what it plans by the stack: %s",
      async (what, routes) => {
        const sources = Object.entries({ ...FILES, [workflow]: WAIT }).map(([path, text]) => ({
          name: path.replace(/^.*\//, ""),
          text,
        }));
        const ejected = await ejectSynthesized((_, settings) => synthesize(routes, settings), sources);
        const { configuration } = synthesize(routes, {});
        const terraform = { ...configuration.terraform, backend: undefined };
        const planned = await planChanges(open.configure({ ...configuration, terraform }, what.replaceAll(" ", "-")));
        expect(await planExample("every", ejected)).toEqual(
          describeChanges(planned, (type, name) => ejected.module.ids.get(`${type}.${name}`) ?? name),
        );
      },
      240_000,
    );

    it("rejects another region than the one whose resources the module names", async () => {
      const ejected = await ejectSynthesized(
        (_, settings) => synthesize(ROUTES["routes to other services"] ?? {}, settings),
        [],
      );
      expect(ejected.fixedRegion?.join("\n")).toContain("another region than the stack, got 'us-east-1'");
      const directory = mkdtempSync(join(folder, "module-"));
      const files = printModule("every", ejected);
      const example = "examples/basic/main.tf.json";
      const elsewhere = String(files.get(example)).replace('"region": "us-east-1"', '"region": "eu-west-1"');
      writeFiles(directory, new Map([...files, [example, elsewhere]]));
      const run = open.configureFolder(directory);
      await expect(planChanges({ ...run, cwd: join(run.cwd, "examples", "basic") })).rejects.toThrow(
        /The module names what is in us-east-1, and\s+works\s+there\s+alone/,
      );
    }, 120_000);
  });
