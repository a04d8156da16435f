import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { readForward } from "@sfn-websocket/local/forward/forwards";
import { cleanEnvironment, RUN, runChild } from "@sfn-websocket/run/__tests__/start-child";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { type ServedQueues, serveQueues } from "./serve-queues";
import { apply, planStatus, runTerraform, type TerraformRun } from "./terraform-run";

const ROOT = join(__dirname, "..", "..");
const ROLE = "orders-api-us-east-1-order-workflow";

/** Synthesizes the stack `orders` of main.ts into a folder that Terraform takes, with a local state. */
async function synthesizeOrders(folder: string): Promise<string> {
  const output = join(folder, "cdktf.out");
  const env = cleanEnvironment({ WEBSOCKET_API_STACKS: "orders", CDKTF_OUTDIR: output });
  const { status, stderr } = await runChild(process.execPath, [RUN, "main.ts"], { cwd: ROOT, env });
  if (status !== 0) throw new Error(`main.ts does not synthesize:\n${stderr}`);
  const stack = join(folder, "orders");
  cpSync(join(output, "stacks", "orders"), stack, { recursive: true });
  const file = join(stack, "cdk.tf.json");
  const { terraform, ...json } = JSON.parse(readFileSync(file, "utf8"));
  const configuration = { ...json, terraform: { ...terraform, backend: undefined } };
  // The shared provider runs in another folder than Terraform.
  writeFileSync(file, JSON.stringify(configuration).replaceAll('"assets/', `"${stack}/assets/`));
  return stack;
}

if ("missing" in found) process.stderr.write(`not run: the orders with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, applying the stack of orders", () => {
    const folder = mkdtempSync(join(tmpdir(), "orders-"));
    let queues: ServedQueues;
    let open: OpenTerraform;
    let run: TerraformRun;
    beforeAll(async () => {
      queues = await serveQueues();
      const sqs = readForward(`sqs=${queues.url}`, { where: "", emulated: [], environment: {} });
      open = await openTerraform(1, undefined, { forwards: new Map([["sqs", sqs]]) });
      run = open.configureFolder(await synthesizeOrders(folder));
    }, 60_000);
    afterAll(async () => {
      await open.close();
      await queues.close();
      rmSync(folder, { recursive: true });
    });

    const order = async (): Promise<unknown> => {
      const [{ apiId } = { apiId: "" }] = open.endpoint.aws.region("us-east-1").apigateway.apis();
      const client = await connect(`ws://127.0.0.1:${open.endpoint.port}/${apiId}/api`);
      const answer: unknown = JSON.parse(await client.ask('{"action":"order","article":"tea","quantity":2}'));
      client.socket.terminate();
      return answer;
    };

    it("creates its table, queue, function and roles, and finds nothing to change in a second plan", async () => {
      await apply(run);
      expect(queues.names()).toEqual(["orders-api-us-east-1-warehouse"]);
      expect(await planStatus(run)).toBe(0);
    }, 240_000);

    it("lets the workflow charge and keep an order, and tell the warehouse's queue", async () => {
      expect(await order()).toEqual({
        status: "accepted",
        orderId: expect.any(String),
        amount: 900,
        shipping: "today",
      });
      expect(queues.messages.map((message) => JSON.parse(message))).toEqual([
        { orderId: expect.any(String), article: "tea", quantity: 2 },
      ]);
    }, 60_000);

    it("lets it call nothing without what follows from its definition", async () => {
      open.endpoint.aws.iam.deleteRolePolicy(ROLE, "calls");
      expect(await order()).toEqual({ status: "rejected", reason: "payment not possible" });
    }, 60_000);

    it("leaves nothing behind", async () => {
      await runTerraform(run, "destroy", "-auto-approve", "-input=false", "-no-color");
      expect(queues.names()).toEqual([]);
      expect(open.endpoint.aws.region("us-east-1").stepfunctions.stateMachines()).toEqual([]);
    }, 240_000);
  });
