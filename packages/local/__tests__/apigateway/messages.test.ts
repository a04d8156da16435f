import { configuration, PASS } from "../configuration";
import { type Client, serve, type Served } from "../serve";

const wait = (seconds: number) => ({
  StartAt: "Wait",
  States: { Wait: { Type: "Wait", Seconds: seconds, End: true } },
});
const FAIL = { StartAt: "Fail", States: { Fail: { Type: "Fail", Error: "Broken", Cause: "it's broken" } } };
const CHOICE = {
  StartAt: "C",
  States: {
    C: { Type: "Choice", Choices: [{ Variable: "$.a", NumericEquals: 1, Next: "Done" }] },
    Done: { Type: "Succeed" },
  },
};

const ROUTES = {
  pass: { definition: PASS },
  fail: { definition: FAIL },
  choice: { definition: CHOICE },
  slow: { definition: wait(40) },
  brief: { definition: wait(1) },
  oneway: { definition: PASS, isTwoWay: false },
  half: { definition: PASS, isTwoWay: false, route: { route_response_selection_expression: "$default" } },
  "oneway-broken": { integration: { integration_type: "MOCK" }, isTwoWay: false, responses: {} },
  mock: {
    integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
    responses: { "/2\\d\\d/": { response_templates: { $default: '{"pong":"$context.connectionId"}' } } },
  },
  void: { definition: PASS, responses: { $default: { response_templates: { $default: "$input.path('$.outptu')" } } } },
  unmatched: {
    integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":404}' } },
    responses: { "/2\\d\\d/": {} },
  },
  never: {
    integration: { integration_type: "MOCK", passthrough_behavior: "NEVER" },
  },
};

const ERROR = /^\{"message": "([^"]*)", "connectionId":"([\w-]{18}==)", "requestId":"([\w-]{15}=)"\}$/;

it.each(["[", '{"a":'])("of any depth of %s goes to $default, and costs no other its answer", async (open) => {
  const served = await serve(configuration({ routes: { $default: { definition: PASS, isTwoWay: true }, ...ROUTES } }));
  const [client, other] = [await served.connect(), await served.connect()];
  for (const depth of [4_000, Math.floor(32_000 / (open.length + 1))]) {
    const deep = `{"action":${open.repeat(depth)}1${(open === "[" ? "]" : "}").repeat(depth)}}`;
    client.socket.send(deep);
    expect(JSON.parse(await other.ask('{"action":"pass"}'))).toMatchObject({ status: "SUCCEEDED" });
    expect(await client.next()).not.toMatch(/call stack|undefined|\[object/);
  }
  await served.close();
});

describe("a message", () => {
  let served: Served;
  let client: Client;

  beforeAll(async () => {
    served = await serve(configuration({ routes: ROUTES }));
  });
  afterAll(() => served.close());
  beforeEach(async () => {
    client = await served.connect();
  });
  afterEach(() => client.socket.terminate());

  const errorOf = async (message: string) => ERROR.exec(await client.ask(message))?.[1];

  it("is answered with the execution, its input byte for byte", async () => {
    const message = '{"action" : "pass",\t"name":"O\'Brien \\"x\\" \\\\ \\/ é 😀 \\u0000"}';
    const answer = JSON.parse(await client.ask(message)) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual([
      "billingDetails",
      "executionArn",
      "input",
      "inputDetails",
      "name",
      "output",
      "outputDetails",
      "startDate",
      "stateMachineArn",
      "status",
      "stopDate",
    ]);
    expect(answer).toMatchObject({ status: "SUCCEEDED", input: message, output: message });
  });

  it("whose workflow fails is answered with its error and cause", async () => {
    const answer = JSON.parse(await client.ask('{"action":"fail"}')) as Record<string, unknown>;
    expect(answer).toMatchObject({ status: "FAILED", error: "Broken", cause: "it's broken" });
    expect(answer).not.toHaveProperty("output");
    expect(answer).toHaveProperty("outputDetails");
  });

  it("whose Choice has no match is answered with AWS's cause", async () => {
    expect(JSON.parse(await client.ask('{"action":"choice","a":2}'))).toMatchObject({
      status: "FAILED",
      error: "States.Runtime",
      cause:
        "An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. " +
        "The state does not point to a next state.",
    });
  });

  it("without a route gets Forbidden, and the socket stays open", async () => {
    expect(await errorOf('{"action":"missing"}')).toBe("Forbidden");
    expect(JSON.parse(await client.ask('{"action":"pass"}'))).toMatchObject({ status: "SUCCEEDED" });
  });

  it.each(["", "it's", '"text"', "5", '{"action":"$connect"}', '{"action":"$disconnect"}', '{"action":"PASS"}'])(
    "'%s' without a $default route gets Forbidden",
    async (message) => {
      expect(await errorOf(message)).toBe("Forbidden");
    },
  );

  it("whose integration outlasts its timeout gets Endpoint request timed out", async () => {
    const answer = errorOf('{"action":"slow"}');
    await served.clock.waiting(40_000);
    served.clock.advance(29_000);
    expect(await answer).toBe("Endpoint request timed out");
  });

  it("that is slow does not hold up the next one", async () => {
    client.socket.send('{"action":"brief"}');
    await served.clock.waiting(1_000);
    expect(await errorOf('{"action":"missing"}')).toBe("Forbidden");
    served.clock.advance(1_000);
    expect(JSON.parse(await client.next())).toMatchObject({
      status: "SUCCEEDED",
      billingDetails: { billedDurationInMilliseconds: 1_000, billedMemoryUsedInMB: 64 },
    });
  });

  it("on a route without a route response gets no answer, but errors", async () => {
    client.socket.send('{"action":"oneway"}');
    expect(await errorOf('{"action":"oneway-broken"}')).toBe("Internal server error");
  });

  it("on a MOCK route is answered by the response template", async () => {
    expect(await client.ask('{"action":"mock"}')).toMatch(/^\{"pong":"[\w-]{18}=="\}$/);
  });

  it("whose status no integration response matches gets Internal server error, and its cause is logged", async () => {
    expect(await errorOf('{"action":"unmatched"}')).toBe("Internal server error");
    expect(served.log.at(-1)).toBe(
      "test/api: route 'unmatched': Internal server error (500): no integration response matches the status 404, and there is no $default",
    );
  });

  it("without a request template and with passthrough NEVER gets Unsupported Media Type", async () => {
    expect(await errorOf('{"action":"never"}')).toBe("Unsupported Media Type");
  });

  it("of 33 KB in one frame closes the socket with 1009", async () => {
    client.socket.send("x".repeat(33 * 1024));
    expect(await client.closed).toEqual({ code: 1009, reason: "Message too big" });
  });

  it("of 33 KB in two frames is delivered", async () => {
    client.socket.send("x".repeat(32 * 1024), { fin: false });
    client.socket.send("x".repeat(1024), { fin: true });
    expect(ERROR.exec(await client.next())?.[1]).toBe("Forbidden");
  });

  it("of exactly 128 KB in four frames is delivered, of one byte more closes the socket with 1009", async () => {
    const message = `{"action":"pass","é":"${"x".repeat(128 * 1024 - 25)}"}`;
    expect(Buffer.byteLength(message)).toBe(128 * 1024);
    const send = (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += 32 * 1024)
        client.socket.send(bytes.subarray(at, at + 32 * 1024), { binary: false, fin: at + 32 * 1024 >= bytes.length });
    };
    send(Buffer.from(message));
    expect(JSON.parse(await client.next())).toMatchObject({ input: message, output: message });
    send(Buffer.from(`${message} `));
    expect(await client.closed).toEqual({ code: 1009, reason: "Message too big" });
  });

  it("whose response template renders nothing gets an empty answer, and the log says which template", async () => {
    expect(await client.ask('{"action":"void"}')).toBe("");
    expect(served.log.at(-1)).toBe(
      "test/api: route 'void': the answer is empty: of the integration response '$default' the response template '$default' was used; let the template render what clients are to get",
    );
  });

  it("whose answer is over 128 KB gets it, and the log says that AWS's messages have a bound", async () => {
    const bytes = Buffer.from(`{"action":"pass","é":"${"x".repeat(64 * 1024)}"}`);
    client.socket.send(bytes.subarray(0, 32 * 1024), { binary: false, fin: false });
    client.socket.send(bytes.subarray(32 * 1024, 64 * 1024), { fin: false });
    client.socket.send(bytes.subarray(64 * 1024), { fin: true });
    const length = Buffer.byteLength(await client.next());
    expect(length).toBeGreaterThan(128 * 1024);
    expect(served.log.at(-1)).toBe(
      `test/api: route 'pass': the answer is too long, got ${length} bytes; answer with less, or post it to the connection in parts: a message of AWS's has at most 131072, and this one may not arrive`,
    );
  });

  it("is answered at once, though an earlier one waits, and by its own route", async () => {
    client.socket.send('{"action":"brief","n":1}');
    client.socket.send('{"action":"pass","n":2}');
    expect(JSON.parse(await client.next())).toMatchObject({ input: '{"action":"pass","n":2}' });
    await served.clock.waiting(1_000);
    served.clock.advance(1_000);
    expect(JSON.parse(await client.next())).toMatchObject({ input: '{"action":"brief","n":1}' });
  });

  it("on a route with a selection expression but no route response is not answered, and the log says why", async () => {
    client.socket.send('{"action":"half"}');
    expect(await errorOf('{"action":"missing"}')).toBe("Forbidden");
    expect(served.log.at(-2)).toBe(
      "test/api: route 'half': has a route_response_selection_expression, but no route response, so no answer is sent; add an aws_apigatewayv2_route_response, whose key is $default",
    );
  });

  it("in binary closes the socket with 1003", async () => {
    client.socket.send(Buffer.from("x"));
    expect(await client.closed).toEqual({ code: 1003, reason: "Binary is not supported" });
  });
});
