/**
 * The tests of your project, which no other test looks at: what `main.ts` gives to Terraform, and what each route answers
 * over a socket. Add a line to a table for what you add; everything else here stays as it is.
 */
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { connect, type ConnectOptions } from "@sfn-websocket/local/__tests__/serve";
import { Testing } from "cdktf";
import { serveProject, type ServedProject } from "./serve-project";

/** Messages, each with the route that it selects and what the answer holds. */
const ANSWERS: readonly Answer[] = [
  { route: "$default", message: { name: "Jane" }, answer: { status: "SUCCEEDED", output: '{"name":"Jane"}' } },
  // { route: "greet", message: { action: "greet", first_name: "Jane" }, answer: { greeting: "Hello, Jane" } },
];

/** Resources, each with properties as Terraform names them. */
const RESOURCES: readonly (readonly [Parameters<Matchers["toHaveResource"]>[0], Readonly<Record<string, unknown>>])[] =
  [
    [Apigatewayv2Route, { route_key: "$default", route_response_selection_expression: "$default" }],
    [SfnStateMachine, { type: "EXPRESS" }],
  ];

/** What clients connect with beside an API key: `{ headers: { Authorization: "..." } }`, `{ protocols: ["chat", "token"] }`. */
const HANDSHAKE: ConnectOptions = {};

/** Flags of `npm start`: `--lambda orders=functions/orders.mjs` runs a function that a workflow calls. */
const FLAGS = ["--speed", "100"];

interface Answer {
  readonly route: string;
  readonly message: unknown;
  readonly answer: object;
}

type Matchers = jest.Matchers<void>;

Testing.setupJest();

const open = ({ url, headers }: ServedProject) =>
  connect(url, { ...HANDSHAKE, headers: { ...headers, ...HANDSHAKE.headers } });

describe("the project's main.ts", () => {
  let served: ServedProject;
  beforeAll(async () => {
    served = await serveProject(FLAGS);
  }, 60_000);
  afterAll(() => served?.close());

  it.each(RESOURCES.map(([type, properties]) => [type.tfResourceType, properties, type] as const))(
    "synthesizes %s with %j",
    (_, properties, type) => {
      expect(served.terraform).toHaveResourceWithProperties(type, properties);
    },
  );

  it.each(ANSWERS.map((each) => [each.route, each] as const))(
    "answers a message of %s",
    async (_, given) => {
      expect(served.routeKeys).toContain(given.route);
      const client = await open(served);
      expect(JSON.parse(await client.ask(JSON.stringify(given.message)))).toMatchObject(given.answer);
      client.socket.terminate();
    },
    30_000,
  );

  it("names the routes that nothing here asks", () => {
    const isAsked = (routeKey: string) => ANSWERS.some(({ route }) => route === routeKey);
    const left = served.routeKeys.filter((routeKey) => !isAsked(routeKey) && !/^\$(dis)?connect$/.test(routeKey));
    if (left.length > 0) process.stderr.write(`not asked by __tests__/routes.test.ts: ${left.join(", ")}\n`);
    expect(served.routeKeys.length).toBeGreaterThan(0);
  });
});

/** Messages to the stack `orders`; delete them with it. */
const ORDERS: readonly (readonly [message: object, answer: object])[] = [
  [
    { action: "order", article: "tea", quantity: 2 },
    { status: "accepted", amount: 900, shipping: "today" },
  ],
  [
    { action: "order", article: "tea", quantity: 2, card: "declined" },
    { status: "rejected", reason: "payment declined" },
  ],
  [
    { action: "order", article: "gold", quantity: 1 },
    { status: "rejected", reason: "payment not possible" },
  ],
  [
    { action: "order", article: "tea" },
    { status: "rejected", reason: "an order has an article and a quantity above zero" },
  ],
  [{ action: "cancel" }, { error: "no such action" }],
];

describe("the stack orders of main.ts", () => {
  // Nothing on this machine takes messages to a queue: that one call is mocked, the function and the table are there.
  const mocks = ["--mock", "workflows/place-order.mocks.json", "--test-case", "WarehouseTold"];
  let served: ServedProject;
  beforeAll(async () => {
    served = await serveProject(mocks, "orders");
  }, 60_000);
  afterAll(() => served?.close());

  it.each(ORDERS)(
    "answers %j",
    async (message, answer) => {
      const client = await open(served);
      expect(JSON.parse(await client.ask(JSON.stringify(message)))).toMatchObject(answer);
      client.socket.terminate();
    },
    30_000,
  );
});
