import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createVirtualClock } from "@sfn-websocket/local/__tests__/virtual-clock";
import { readExecuteOptions } from "@sfn-websocket/local/command-line/execute-options";
import { executeWorkflow } from "@sfn-websocket/local/command-line/execute-workflow";

const ROOT = join(__dirname, "..");
const VALUES = [
  "OrdersTable=orders",
  "WarehouseQueue=https://sqs.us-east-1.amazonaws.com/123456789012/w",
  "ChargeFunction=charge",
];
const ORDER = { article: "tea", quantity: 2 };

/** Runs the workflow of orders once with a test case of its mocks, letting the retries' waits pass; resolves to its output. */
async function place(order: object, testCase: string, waits: readonly number[] = []): Promise<unknown> {
  const options = readExecuteOptions([
    ...["workflows/place-order.asl.json", "--input", JSON.stringify(order)],
    ...["--mock", "workflows/place-order.mocks.json", "--test-case", testCase],
    ...["--name", "orders-api-us-east-1-order"],
    ...VALUES.flatMap((value) => ["--substitution", value]),
  ]);
  if (options === undefined) throw new Error("the line asks for help");
  const clock = createVirtualClock();
  const printed: string[] = [];
  const running = executeWorkflow(options, {
    clock,
    readFile: (path) => readFileSync(join(ROOT, path), "utf8"),
    readStandardInput: async () => "",
    print: (text) => printed.push(text),
    log: (text) => printed.push(text),
  });
  for (const milliseconds of waits) {
    await clock.waiting(milliseconds);
    clock.advance(milliseconds);
  }
  await running;
  const answer = JSON.parse(printed.join("\n")) as { status: string; output: string };
  expect(answer.status).toBe("SUCCEEDED");
  return JSON.parse(answer.output);
}

describe("the workflow of orders", () => {
  it.each([
    ["WarehouseAway", [], { status: "accepted", orderId: expect.any(String), amount: 900, shipping: "later" }],
    ["ChargedAtLast", [1000], { status: "accepted", orderId: expect.any(String), amount: 900, shipping: "today" }],
    ["ChargeAway", [1000, 2000], { status: "rejected", reason: "payment not known, and refunded" }],
    ["ChargeTooLong", [], { status: "rejected", reason: "payment not known, and refunded" }],
    ["ChargeDenied", [], { status: "rejected", reason: "payment not possible" }],
    ["Declined", [], { status: "rejected", reason: "payment declined" }],
    ["NotKept", [], { status: "rejected", reason: "not kept, and refunded" }],
  ])("answers where its services behave as in %s", async (testCase, waits, answer) => {
    expect(await place(ORDER, testCase, waits)).toEqual(answer);
  });

  it.each([{}, { article: "tea" }, { article: 1, quantity: 1 }, { article: "tea", quantity: 0 }, []])(
    "rejects %j before it charges anything",
    async (order) => {
      const reason = "an order has an article and a quantity above zero";
      expect(await place(order, "Declined")).toEqual({ status: "rejected", reason });
    },
  );
});
