import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClock } from "@sfn-websocket/local/clock";
import { configuration } from "@sfn-websocket/local/__tests__/configuration";
import { type Served, serve } from "@sfn-websocket/local/__tests__/serve";
import type { RunTask } from "@sfn-websocket/local/account/tasks";
import { TraceStore } from "@sfn-websocket/local/trace/trace-store";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { TaskFailure } from "@sfn-websocket/languages/states-language/state-machine";

const WORKFLOW = join(__dirname, "..", "..", "..", "workflows", "place-order.asl.json");
const FILLED: Readonly<Record<string, string>> = {
  Partition: "aws",
  ChargeFunction: "charge",
  OrdersTable: "orders",
};

/** What each task takes, in milliseconds, and answers. */
const TASKS: Readonly<Record<string, { readonly takes: number; readonly answer: Json }>> = {
  Charge: { takes: 180, answer: { StatusCode: 200, Payload: { amount: 900 } } },
  "Keep Order": { takes: 40, answer: {} },
  "Tell Warehouse": { takes: 90, answer: { MessageId: "4f2d6c1e" } },
  Refund: { takes: 120, answer: { StatusCode: 200, Payload: { amount: 900 } } },
};

type Task = Parameters<RunTask>[1];

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A card that is declined. */
export const DECLINED_CARD = "0000";

/** What a task of an order answers, when as much time has passed as it takes. @throws TaskFailure for a card that is declined */
export async function answerTask({ state, parameters }: Task, pass: (takes: number) => Promise<unknown>) {
  const { takes, answer } = TASKS[state] ?? { takes: 0, answer: {} };
  await pass(takes);
  if (state === "Charge" && JSON.stringify(parameters).includes(`"${DECLINED_CARD}"`))
    throw new TaskFailure("PaymentDeclined", `the card ${DECLINED_CARD} is declined`);
  return answer;
}

/** The example of orders, as it is served. */
export function readOrderWorkflow(): JsonObject {
  const text = readFileSync(WORKFLOW, "utf8").replace(/\$\{(\w+)\}/g, (_, name: string) => FILLED[name] ?? name);
  return JSON.parse(text) as JsonObject;
}

/** The example of orders, with tasks that take their time. */
export function serveOrders(): Promise<Served> {
  const definition = readOrderWorkflow();
  const pass = { StartAt: "Answer", States: { Answer: { Type: "Pass", End: true } } };
  const routes = { $default: { definition: pass }, order: { definition } };
  const api = { name: "orders" };
  const runTask: RunTask = (_, task) => answerTask(task, wait);
  return serve(configuration({ api, routes }), { traces: new TraceStore(), clock: createClock(), runTask });
}

/** The trace of the order whose card is declined: the connection's is the first. */
export const DECLINED = 5;

/** Sends some orders; resolves when all are answered. */
export async function sendOrders({ connect }: Served): Promise<void> {
  const client = await connect();
  const order = { action: "order", article: "chair", quantity: 3 };
  const messages = [
    { hello: "world" },
    { ...order, card: "4242" },
    { ...order, quantity: 0 },
    { ...order, card: DECLINED_CARD },
    { ...order, article: "table", quantity: 1, card: "4242" },
  ];
  for (const message of messages) await client.ask(JSON.stringify(message));
  await client.ask("no JSON at all");
}
